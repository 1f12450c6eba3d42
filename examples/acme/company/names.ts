import type { Dice } from './dice.ts'

export type Office = 'Berlin' | 'London' | 'Austin' | 'Bengaluru' | 'Remote'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Invented people: common given and family names of the places where Acme has offices, put together by dice. */
const NAMES: Readonly<Record<Office, readonly [given: readonly string[], family: readonly string[]]>> = {
  Berlin: [
    words(`Anna Jan Leonie Moritz Katharina Felix Johanna Emre Aylin Paul Greta Jakub Lena Tobias Svenja Piotr Milena
      Carsten Franziska Deniz Marlene Konrad Zuzanna Hauke Antonia Selim`),
    words(`Schreiber Vogt Nowak Yilmaz Brandt Hoffmann Keller Lindner Wójcik Seidel Demir Krause Petersen Baumann Kowalska
      Thiele Arslan Winkler Ebert Sommer Ziegler Pohl Nagel Reuter`),
  ],
  London: [
    words(`Amelia Oliver Zara Callum Imogen Kwame Freya Rhys Niamh Tariq Beatrice Ewan Adaeze Hugo Saoirse Idris Poppy
      Callie Farid Rosalind Owen Temi Edith Marcus`),
    words(`Hartley Mensah Fletcher Osei Bancroft Hussain Doyle Whitcombe Adeyemi Pritchard Kavanagh Sinclair Malik Thorne
      Eze Langley Byrne Farrow Chaudhry Merrick Quigley Barlow`),
  ],
  Austin: [
    words(`Madison Diego Harper Tyrone Camila Wyatt Savannah Andre Lucia Cole Brianna Mateo Autumn Jamal Valeria Dustin
      Kendra Hector Paige Xavier Delia Travis Noemi Curtis`),
    words(`Ramirez Whitaker Jefferson Castillo Holloway Nguyen Delgado Brooks Sandoval Mercer Washington Ortega Calloway
      Tran Vasquez Hendricks Beaumont Fuentes Sawyer Greer Maddox Pruitt`),
  ],
  Bengaluru: [
    words(`Ananya Arjun Divya Karthik Meera Rohan Lakshmi Vikram Nandini Aditya Kavya Suresh Ishita Manoj Pooja Harish
      Swati Nikhil Deepa Varun Shreya Gautam Revathi Imran`),
    words(`Iyer Reddy Nair Krishnan Kulkarni Menon Shetty Bhat Gowda Srinivasan Rao Joshi Pillai Deshpande Hegde
      Chatterjee Varma Kamath Subramaniam Kaur Mathew Ansari`),
  ],
  Remote: [
    words(`Inês Mateusz Sofia Andrei Elif Noah Ilse Bruno Katya Luca Amina Joonas Carmen Viktor Leila Anders Chiara Rui
      Mirela Tapio`),
    words(`Almeida Zieliński Marin Ionescu Kaya Jansen Virtanen Costa Ivanova Ricci Benali Mäkinen Romero Horvat Haddou
      Nyberg Ferrara Pacheco Popa Salonen`),
  ],
}

export interface Name {
  readonly given: string
  readonly family: string
}

/** Names nobody has yet. Namesakes are put into the cast on purpose, not by accident. */
export function nameGiver(dice: Dice, taken: Iterable<string>): (office: Office) => Name {
  const used = new Set(taken)
  return (office) => {
    const [given, family] = NAMES[office]
    for (;;) {
      const name = { given: dice.pick(given), family: dice.pick(family) }
      const full = `${name.given} ${name.family}`
      if (used.has(full)) continue
      used.add(full)
      return name
    }
  }
}

/** `Zuzanna Wójcik` → `zuzanna.wojcik`. */
export const loginOf = ({ given, family }: Name): string =>
  `${given}.${family}`
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/[^a-z.]/g, '')
