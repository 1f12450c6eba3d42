// The same people, all of them and every year: `employees.test.ts` asks how much time there is.
import './employees.test.ts'
