// The same lists over a hundred thousand: `routes.test.ts` asks how much time there is.
import './routes.test.ts'
