import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Anchor } from './Anchor.tsx'
import { Button } from './Button.tsx'
import { classes } from './classes.ts'
import type { IconType } from './icon-type.ts'
import { ChevronRightIcon, Menu2Icon, SearchIcon } from './icons.ts'
import { Kbd } from './Kbd.tsx'
import styles from './Shell.module.css'

export interface NavItem {
  readonly title: string
  readonly href: string
  readonly icon: IconType
  readonly count?: number | undefined
  /** Something in there waits for a person. */
  readonly asks?: boolean | undefined
}

export interface NavSection {
  readonly title: string
  readonly items: readonly NavItem[]
}

export interface Crumb {
  readonly title: string
  readonly href?: string
}

interface ShellProps {
  readonly sections: readonly NavSection[]
  readonly place: string
  readonly crumbs: readonly Crumb[]
  readonly organisation: string | null
  readonly onPalette: () => void
  readonly paletteKey: string
  readonly tools: ReactNode
  readonly foot: ReactNode
  readonly children: ReactNode
}

/** Sidebar, top bar, and the page between them. Narrow windows fold the sidebar away. */
export function Shell(props: ShellProps) {
  const { sections, place, crumbs } = props
  const [unfolded, unfold] = useState(false)
  const main = useRef<HTMLElement>(null)
  const here = useRef(place)
  useEffect(() => {
    if (here.current === place) return
    here.current = place
    unfold(false)
    // A new page is announced by its title and read from its start.
    main.current?.focus({ preventScroll: true })
    main.current?.scrollTo({ top: 0 })
  }, [place])
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        Skip to the page
      </a>
      <aside className={classes(styles.sidebar, unfolded && styles.unfolded)} id="sidebar" aria-label="Navigation">
        <div className={styles.brand}>
          <Anchor href="/overview" className={styles.logo}>
            <img src="/favicon.svg" alt="" width={22} height={22} />
            Remit
          </Anchor>
          {props.organisation && <span className={styles.organisation}>{props.organisation}</span>}
        </div>
        <button type="button" className={styles.find} onClick={props.onPalette}>
          <SearchIcon size={15} />
          <span>Find anything</span>
          <Kbd>{props.paletteKey}</Kbd>
        </button>
        <nav className={styles.nav} aria-label="Main">
          {sections.map((section) => (
            <section key={section.title} className={styles.section}>
              <h2>{section.title}</h2>
              <ul>
                {section.items.map((item) => (
                  <li key={item.href}>
                    <Anchor
                      href={item.href}
                      className={styles.item}
                      aria-current={place === item.href || place.startsWith(`${item.href}/`) ? 'page' : undefined}
                    >
                      <item.icon size={17} stroke={1.6} />
                      <span>{item.title}</span>
                      {item.count ? <span className={styles.count}>{item.count}</span> : null}
                      {item.asks && (
                        <span className={styles.asks}>
                          <span className="visually-hidden">waits for you</span>
                        </span>
                      )}
                    </Anchor>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
        <div className={styles.foot}>{props.foot}</div>
      </aside>
      {unfolded && (
        <button type="button" className={styles.scrim} aria-label="Close navigation" onClick={() => unfold(false)} />
      )}
      <div className={styles.stage}>
        <div className={styles.topbar}>
          <span className={styles.unfold}>
            <Button
              look="quiet"
              aria-label="Navigation"
              aria-expanded={unfolded}
              aria-controls="sidebar"
              icon={<Menu2Icon size={18} />}
              onClick={() => unfold(!unfolded)}
            />
          </span>
          <nav aria-label="Breadcrumbs" className={styles.crumbs}>
            <ol>
              {crumbs.map((crumb, at) => (
                <li key={crumb.title}>
                  {at > 0 && <ChevronRightIcon size={14} />}
                  {crumb.href && at < crumbs.length - 1 ? (
                    <Anchor href={crumb.href}>{crumb.title}</Anchor>
                  ) : (
                    <span aria-current={at === crumbs.length - 1 ? 'page' : undefined}>{crumb.title}</span>
                  )}
                </li>
              ))}
            </ol>
          </nav>
          <div className={styles.tools}>{props.tools}</div>
        </div>
        <main ref={main} id="main" tabIndex={-1} className={styles.main}>
          {props.children}
        </main>
      </div>
    </div>
  )
}
