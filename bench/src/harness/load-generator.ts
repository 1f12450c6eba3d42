import net from 'node:net'
import type { Load, Measured } from './drive.ts'

/**
 * Asks a server over connections that stay open, each with one request on its way. Runs as a child process, so that
 * its work is not counted as the server's. Written on sockets: a client that costs more than the server would starve it.
 */
process.on('message', (load: Load) => {
  drive(load).then(
    (measured) => process.send!(measured),
    (error: Error) => process.send!({ failed: error.message }),
  )
})

async function drive({ port, path, headers, bodies, connections, milliseconds }: Load): Promise<Measured> {
  const head = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  const requests = bodies.map((body) =>
    Buffer.from(
      `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    ),
  )
  const answers: string[] = []
  const latencies: number[] = []
  const until = milliseconds === null ? Number.POSITIVE_INFINITY : performance.now() + milliseconds
  const most = milliseconds === null ? requests.length : Number.POSITIVE_INFINITY
  let sent = 0
  const next = (): number | null => (sent < most && performance.now() < until ? sent++ : null)

  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = await Connection.open(port)
      for (let number = next(); number !== null; number = next()) {
        const began = performance.now()
        const { status, body } = await connection.ask(requests[number % requests.length]!)
        if (status !== 200) throw new Error(`answered ${status}: ${body.slice(0, 300)}`)
        if (milliseconds === null) answers[number] = body
        else latencies.push(performance.now() - began)
      }
      connection.close()
    }),
  )
  return { requests: sent, latencies: latencies.sort((a, b) => a - b), answers }
}

interface Answered {
  readonly status: number
  readonly body: string
}

class Connection {
  readonly #socket: net.Socket
  #received = Buffer.alloc(0)
  #waiting: { resolve(answered: Answered): void; reject(error: Error): void } | null = null

  constructor(socket: net.Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (bytes) => {
      this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes])
      this.#settle()
    })
    socket.on('error', (error) => this.#waiting?.reject(error))
    socket.on('close', () => this.#waiting?.reject(new Error('the server closed the connection')))
  }

  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(new Connection(socket)))
      socket.once('error', reject)
    })
  }

  ask(request: Buffer): Promise<Answered> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#waiting = null
    this.#socket.destroy()
  }

  #settle(): void {
    const end = this.#received.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#received.toString('latin1', 0, end)
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
    if (Number.isNaN(length)) {
      this.#waiting?.reject(new Error(`an answer without a length: ${head}`))
      return
    }
    const whole = end + 4 + length
    if (this.#received.length < whole) return
    const body = this.#received.toString('utf8', end + 4, whole)
    this.#received = this.#received.subarray(whole)
    this.#waiting?.resolve({ status: Number(head.slice(9, 12)), body })
  }
}
