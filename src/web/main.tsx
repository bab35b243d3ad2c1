import { createRoot } from 'react-dom/client'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import './design/design.css'
import './app/shell.css'
import { focusContent, keepFocus } from './app/keep-focus.ts'
import { queryClient } from './app/query-client.ts'
import { router } from './app/router.tsx'
import { applyTheme, readTheme } from './app/theme.ts'

applyTheme(readTheme())

const root = document.getElementById('harmonia')
if (!root) throw new Error('the page has no #harmonia element')
keepFocus(root)
router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
  if (fromLocation && pathChanged) focusContent()
})
createRoot(root).render(
  <QueryClientProvider client={queryClient}>
    <RouterProvider router={router} />
  </QueryClientProvider>,
)
