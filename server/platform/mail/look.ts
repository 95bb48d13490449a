/** The light identity of ui/tokens.css as plain values: mail programs know no custom properties. */
export const look = {
  paper: '#fffcf9',
  surface: '#ffffff',
  sunken: '#f6f0e9',
  line: '#eae1d7',
  text: '#1e1712',
  dim: '#665a50',
  lamp: '#ff7a1f',
  lampText: '#ad3d00',
  onLamp: '#241305',
  good: '#0e6f3d',
  bad: '#b3211b',
  font: "'Plus Jakarta Sans', system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif",
} as const

/** Its dark twin, where it differs. */
export const darkLook = {
  paper: '#14110f',
  surface: '#1e1a17',
  sunken: '#0f0d0b',
  line: '#352e29',
  text: '#f5eee7',
  dim: '#b9ada2',
  lampText: '#ff9d57',
} as const
