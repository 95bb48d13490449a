import type { MixInput } from './input.ts'

/** The frame's own shape, drawn to scale. */
export function AspectPicture({ aspect }: { aspect: MixInput['format']['aspect'] }) {
  const [w = 1, h = 1] = aspect.split(':').map(Number)
  const scale = 32 / Math.max(w, h)
  const [width, height] = [w * scale, h * scale]
  return (
    <svg width="40" height="40" viewBox="0 0 40 40" aria-hidden focusable="false">
      <rect
        x={20 - width / 2}
        y={20 - height / 2}
        width={width}
        height={height}
        rx="4"
        fill="currentColor"
        fillOpacity="0.14"
        stroke="currentColor"
        strokeWidth="2"
      />
    </svg>
  )
}

/** What happens to a wide clip in a tall frame. */
export function FitPicture({ fit }: { fit: MixInput['format']['fit'] }) {
  return (
    <svg width="40" height="44" viewBox="0 0 40 44" aria-hidden focusable="false">
      <clipPath id={`mixer-fit-${fit}`}>
        <rect x="8" y="2" width="24" height="40" rx="4" />
      </clipPath>
      <g clipPath={`url(#mixer-fit-${fit})`}>
        {fit === 'pad' && <rect x="8" y="2" width="24" height="40" fill="var(--stage)" />}
        {fit === 'blur' && (
          <>
            <rect x="8" y="2" width="24" height="40" fill="currentColor" fillOpacity="0.14" />
            <circle cx="24" cy="10" r="7" fill="var(--lamp)" fillOpacity="0.32" />
            <circle cx="13" cy="37" r="8" fill="currentColor" fillOpacity="0.22" />
          </>
        )}
        {fit === 'crop' ? (
          <Scene x={-11} y={2} width={62} height={40} />
        ) : (
          <Scene x={8} y={14.25} width={24} height={15.5} />
        )}
      </g>
      <rect x="8" y="2" width="24" height="40" rx="4" fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  )
}

/** A hill and a sun: enough to see what is kept. */
function Scene({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return (
    <svg x={x} y={y} width={width} height={height} viewBox="0 0 62 40" aria-hidden focusable="false">
      <rect width="62" height="40" fill="var(--lamp-wash)" />
      <circle cx="40" cy="12" r="7" fill="var(--lamp)" />
      <path d="M0 40 20 17l13 14 9-9 20 18Z" fill="currentColor" fillOpacity="0.7" />
    </svg>
  )
}
