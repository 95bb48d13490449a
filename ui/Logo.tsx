import styles from './Logo.module.css'

/** An L with the light coming out of its corner. */
export function LogoMark({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <defs>
        <radialGradient id="lumiku-light" cx="12.5" cy="19.5" r="16" gradientUnits="userSpaceOnUse">
          <stop offset="0" stopColor="#ffd978" />
          <stop offset="0.5" stopColor="#ff8a2b" />
          <stop offset="1" stopColor="#f4420a" />
        </radialGradient>
      </defs>
      <path d="M3 6a3 3 0 0 1 6.5 0v16.5H26a3 3 0 0 1 0 6.5H6a3 3 0 0 1-3-3Z" fill="currentColor" />
      <path
        d="M12.5 4.6c0-1 .8-1.8 1.8-1.7A16.4 16.4 0 0 1 29 17.8c.1 1-.7 1.7-1.7 1.7H14a1.5 1.5 0 0 1-1.5-1.5Z"
        fill="url(#lumiku-light)"
      />
    </svg>
  )
}

/** Mark and name; the dot of the i is the lamp. The letters are drawn, not text: the name is what is read out. */
export function Logo({ size = 30 }: { size?: number }) {
  return (
    <span className={styles.logo} role="img" aria-label="Lumiku">
      <LogoMark size={size} />
      <span className={styles.name} style={{ fontSize: size * 0.8 }} aria-hidden>
        <span data-letters="lum" />
        <span data-letters="ı" className={styles.i} />
        <span data-letters="ku" />
      </span>
    </span>
  )
}
