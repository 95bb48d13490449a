import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

/** The lamp: the one glowing colour. Dark letters sit on it; `tokens.css` has the shade for letters *in* it. */
const lamp: MantineColorsTuple = [
  '#fff3e8',
  '#ffe3cb',
  '#ffc79b',
  '#ffab6b',
  '#ff9344',
  '#ff7a1f',
  '#f2650a',
  '#c94a00',
  '#a63c00',
  '#7d2e02',
]

/** Paper by day: warm greys with a little red in them, so that pictures look neutral beside them. */
const gray: MantineColorsTuple = [
  '#faf6f1',
  '#f5efe8',
  '#ece4da',
  '#e0d5c9',
  '#c9bcae',
  '#a5978a',
  '#82766b',
  '#655a50',
  '#463e37',
  '#2b2520',
]

/** Ink by night. */
const dark: MantineColorsTuple = [
  '#f5eee7',
  '#d8cec4',
  '#b5a99e',
  '#8c8076',
  '#564c45',
  '#3a332d',
  '#2a2420',
  '#1e1a17',
  '#171412',
  '#100e0c',
]

const free: MantineColorsTuple = [
  '#eaf3ff',
  '#d3e5fd',
  '#a5c9fa',
  '#74acf6',
  '#4b92f1',
  '#2f80ed',
  '#1f6fdb',
  '#165bb8',
  '#114a95',
  '#0a3166',
]
const basic: MantineColorsTuple = [
  '#e6f8ee',
  '#cdeedb',
  '#9bddb7',
  '#67cb92',
  '#3cbb73',
  '#21a860',
  '#168d4e',
  '#0e733f',
  '#0a5c32',
  '#053d20',
]
const pro: MantineColorsTuple = [
  '#f4edff',
  '#e6d8fd',
  '#caaff9',
  '#ae85f4',
  '#9664ee',
  '#8450e6',
  '#733fd3',
  '#6031b5',
  '#4d2794',
  '#331866',
]
const enterprise: MantineColorsTuple = [
  '#fff7dc',
  '#fdecb5',
  '#f9dc7c',
  '#f3c944',
  '#eab71f',
  '#d9a406',
  '#b38502',
  '#8a6500',
  '#6d4f00',
  '#4a3600',
]

/** A finger's width and a little: what is pressed is at least this high. */
const touch = '2.875rem'

export const theme = createTheme({
  primaryColor: 'lamp',
  primaryShade: 5,
  colors: { lamp, gray, dark, free, basic, pro, enterprise },
  black: '#1e1712',
  autoContrast: true,
  luminanceThreshold: 0.32,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Menlo, monospace',
  headings: {
    fontFamily: 'var(--font)',
    fontWeight: '750',
    sizes: {
      h1: { fontSize: 'clamp(1.75rem, 1.3rem + 1.9vw, 2.5rem)', lineHeight: '1.12' },
      h2: { fontSize: 'clamp(1.375rem, 1.15rem + 0.9vw, 1.75rem)', lineHeight: '1.2' },
      h3: { fontSize: '1.1875rem', lineHeight: '1.3' },
      h4: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.8125rem', sm: '0.9063rem', md: '1rem', lg: '1.125rem', xl: '1.3125rem' },
  lineHeights: { md: '1.55' },
  defaultRadius: 'md',
  radius: { xs: '0.375rem', sm: '0.625rem', md: '0.875rem', lg: '1.375rem', xl: '2rem' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: {
      defaultProps: { size: 'md' },
      vars: (_: unknown, { size }: { size?: unknown }) => ({
        root: size === 'md' ? { '--button-height': touch } : {},
      }),
    },
    Input: { vars: () => ({ wrapper: { '--input-height': touch } }) },
    SegmentedControl: { defaultProps: { radius: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    ActionIcon: { defaultProps: { size: 44, variant: 'subtle', color: 'gray' } },
    CloseButton: { defaultProps: { size: 44 } },
    Paper: { defaultProps: { radius: 'lg' } },
    Card: { defaultProps: { radius: 'lg' } },
    Modal: { defaultProps: { radius: 'lg', centered: true } },
    Menu: { styles: { item: { minHeight: '2.75rem' } } },
    // A dialog's header is no second banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
  },
})

/** Mantine draws with the names of `tokens.css`, which already differ by theme. */
export const mantineNames: CSSVariablesResolver = () => ({ variables: {}, light: names, dark: names })

const names = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--dim)',
  '--mantine-color-anchor': 'var(--lamp-text)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-placeholder': 'var(--dim)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-lamp-text': 'var(--lamp-text)',
  '--mantine-color-lamp-light': 'var(--lamp-wash)',
  '--mantine-color-lamp-light-hover': 'var(--lamp-wash)',
  '--mantine-color-lamp-light-color': 'var(--lamp-text)',
  '--mantine-color-lamp-outline': 'var(--lamp-text)',
  '--mantine-color-gray-text': 'var(--dim)',
  '--mantine-color-gray-light-color': 'var(--text)',
  '--mantine-color-gray-light': 'var(--sunken)',
  '--mantine-color-red-text': 'var(--bad)',
  '--mantine-color-red-light': 'var(--bad-wash)',
  '--mantine-color-red-light-color': 'var(--bad)',
}
