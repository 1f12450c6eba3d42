import { type RefObject, useLayoutEffect, useState } from 'react'

const unknown = { width: 0, height: 0 }

/** The size of an element in CSS pixels, kept up to date; nothing before it is known. */
export function useSize(element: RefObject<HTMLElement | null>): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState(unknown)
  useLayoutEffect(() => {
    const measured = element.current
    if (!measured) return
    const measure = (): void => setSize({ width: measured.clientWidth, height: measured.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(measured)
    return () => observer.disconnect()
  }, [element])
  return size
}
