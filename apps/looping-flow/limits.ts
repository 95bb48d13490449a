/** What one run may ask for. */
export const limits = {
  seconds: 12 * 3600,
  /** Of the part of the clip that is looped. */
  shortestClip: 0.5,
  longestClip: 60,
  layers: 6,
  /** A layer beyond this is more than anybody listens to before it repeats. */
  layerSeconds: 3 * 3600,
  sourceSeconds: 4 * 3600,
  sourceBytes: 4 * 1024 ** 3,
  chapters: 100,
}
