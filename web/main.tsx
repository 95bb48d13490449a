import '@mantine/core/styles.layer.css'
import '#ui/tokens.css'
import '#ui/base.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { LanguageProvider } from '#ui/i18n.tsx'
import { mantineNames, theme } from '#ui/theme.ts'
import { makeQueryClient } from './queries.ts'
import { makeRouter } from './routes.tsx'

const queryClient = makeQueryClient()
const router = makeRouter(queryClient)
const colorScheme = localStorageColorSchemeManager({ key: 'lumiku.theme' })

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <LanguageProvider>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={mantineNames}
        colorSchemeManager={colorScheme}
        defaultColorScheme="auto"
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </LanguageProvider>
  </StrictMode>,
)
