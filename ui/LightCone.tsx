import type { ReactNode } from 'react'
import styles from './LightCone.module.css'

export type Scene = keyof typeof scenes

/** Lumiku's way of drawing: one lamp, a cone of light, and the thing that is (not yet) there. */
export function LightCone({ scene, width = 220 }: { scene: Scene; width?: number }) {
  return (
    <svg
      className={styles.cone}
      width={width}
      viewBox="0 0 220 170"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      focusable="false"
    >
      <defs>
        <linearGradient id="lumiku-cone" x1="110" y1="24" x2="110" y2="150" gradientUnits="userSpaceOnUse">
          <stop offset="0" stopColor="var(--lamp-bright)" stopOpacity="0.95" />
          <stop offset="0.45" stopColor="var(--lamp)" stopOpacity="0.38" />
          <stop offset="1" stopColor="var(--lamp)" stopOpacity="0.06" />
        </linearGradient>
      </defs>
      <path className={styles.light} d="M98 30 30 150h160L122 30Z" fill="url(#lumiku-cone)" stroke="none" />
      <ellipse cx="110" cy="150" rx="86" ry="9" fill="var(--lamp)" fillOpacity="0.16" stroke="none" />
      <path d="M110 2v12" />
      <path d="M92 30c0-10 8-16 18-16s18 6 18 16Z" fill="currentColor" />
      <path d="M102 31a8 6 0 0 0 16 0" fill="var(--lamp-bright)" stroke="none" />
      {scenes[scene]}
    </svg>
  )
}

const paper = 'var(--surface)'

const scenes = {
  clips: (
    <>
      <rect x="62" y="84" width="42" height="62" rx="8" fill={paper} transform="rotate(-9 83 115)" />
      <rect x="116" y="84" width="42" height="62" rx="8" fill={paper} transform="rotate(9 137 115)" />
      <rect x="87" y="76" width="46" height="70" rx="9" fill={paper} />
      <path d="m104 101 17 10-17 10Z" fill="var(--lamp)" />
    </>
  ),
  queue: (
    <>
      <rect x="64" y="82" width="92" height="18" rx="9" fill={paper} />
      <rect x="64" y="106" width="92" height="18" rx="9" fill={paper} />
      <rect x="64" y="130" width="92" height="18" rx="9" fill={paper} />
      <path d="M74 91h46M74 115h22" stroke="var(--lamp)" strokeWidth="6" />
    </>
  ),
  gallery: (
    <>
      <rect x="66" y="76" width="88" height="70" rx="10" fill={paper} />
      <circle cx="88" cy="98" r="7" fill="var(--lamp)" />
      <path d="m72 138 26-26 16 16 14-14 20 20" />
    </>
  ),
  ledger: (
    <>
      <path d="M72 78h76v70l-10-7-9 7-10-7-9 7-10-7-9 7-10-7-9 7Z" fill={paper} />
      <path d="M86 94h28M86 108h48M86 122h20" />
      <circle cx="132" cy="94" r="5" fill="var(--lamp)" />
    </>
  ),
  nothing: <path d="M74 146c10-6 62-6 72 0" strokeDasharray="2 9" />,
  broken: (
    <>
      <path d="M84 146c-3-16 2-34 14-44l12 12 8-12c14 8 20 26 18 44Z" fill={paper} />
      <path d="m98 102 6-14M124 104l-2-16M140 96l10-8M80 98l-10-6" stroke="var(--lamp)" />
    </>
  ),
  mail: (
    <>
      <rect x="66" y="86" width="88" height="60" rx="10" fill={paper} />
      <path d="m70 94 40 30 40-30" />
      <circle cx="152" cy="88" r="8" fill="var(--lamp)" />
    </>
  ),
} satisfies Record<string, ReactNode>
