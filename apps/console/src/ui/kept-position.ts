/** Where a list stood when it was left, by the address it had; for as long as the tab lives. */
interface Position {
  readonly top: number
  readonly active: number
}

const positions = new Map<string, Position>()

export const keepPosition = (place: string, position: Position): void => void positions.set(place, position)
export const keptPosition = (place: string): Position | undefined => positions.get(place)
