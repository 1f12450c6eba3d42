import type { ComponentType } from 'react'

export type IconType = ComponentType<{ readonly size?: number; readonly stroke?: number }>
