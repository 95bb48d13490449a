import '@mantine/notifications/styles.layer.css'
import { Notifications } from '@mantine/notifications'

/** Where short notices appear: above the tab bar on phones. Pages call `notifications.show`. */
export function Toasts() {
  return <Notifications position="top-center" autoClose={6000} limit={3} zIndex={600} />
}
