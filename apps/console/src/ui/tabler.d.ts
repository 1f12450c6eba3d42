declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  import type { ComponentType } from 'react'

  const icon: ComponentType<{ readonly size?: number; readonly stroke?: number }>
  export default icon
}
