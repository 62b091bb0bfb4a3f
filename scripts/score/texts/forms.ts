// The forms that numbers, names and addresses have in a set: `#` stands for a digit.
/**
 * `tune` may be looked at, and rules be tried on it; so may `seen`, every second line of what was written without a look at the rules.
 * `score` has the lines between, with the names and forms of `seen`, and is looked at for a result only.
 */
export type TextSet = 'tune' | 'seen' | 'score';

export interface Forms {
  readonly patientIds: readonly string[];
  readonly numbers: readonly string[];
  readonly socialNumbers: readonly string[];
  readonly accessions: readonly string[];
  readonly serials: readonly string[];
  readonly plates: readonly string[];
  readonly pagers: readonly string[];
  readonly mailEnds: readonly string[];
  readonly pages: readonly string[];
  /** `middle` is an initial between the names. */
  readonly fullName: (given: string, family: string, language: string, middle: string) => readonly string[];
}

export const FORMS: Readonly<Record<'tune' | 'score', Forms>> = {
  tune: {
    patientIds: ['#######', 'H######', '##-##-##', 'P00#####'],
    numbers: ['########', 'H#######', '##-###-###', '#### #### ##', 'K#####-#'],
    socialNumbers: ['078-05-####', '943 476 5###'],
    accessions: ['A########', 'CT-20##-00####', '2#######', 'E##-#####'],
    serials: ['SN####7', '7CX-#####', 'A####-###'],
    plates: ['LD## KXV', 'M-RT ####', '6XYZ###'],
    pagers: ['####', '#####'],
    mailEnds: ['##@praxis-nord.example'],
    pages: ['https://portal.lakeside.example/r/####'],
    fullName: (given, family, language) => [
      `${given} ${family}`,
      `${given} ${family}`,
      `${family}, ${given}`,
      `${family} ${given}`,
      `${given} ${family}`.toLocaleUpperCase(language),
      `${family}, ${given}`.toLocaleUpperCase(language),
      `${given.slice(0, 1)}. ${family}`,
    ],
  },
  score: {
    patientIds: ['E########', '###-####-#', 'MR0######', '########', '#-###-###', 'ZH##/#####'],
    numbers: [
      '########-#',
      'X#######L',
      '###.###.###-##',
      '### ### ### A',
      '##/######',
      'POL-#######',
      '#########',
      'BG ## #### ###',
      'TR######',
    ],
    socialNumbers: ['900-##-####', '### ### ####'],
    accessions: ['RAD##-######', '#######-MR', 'X20########', 'US#######', '##RA#####', '202######-0#'],
    serials: ['KV######', 'PJN######H', '####-##-####', 'BLG#####S', 'RNW######G'],
    plates: ['KX## VBN', 'B-MK ####', '8ABC###', 'AB-###-CD', '#### KLM', 'WX ####Y'],
    pagers: ['####', '#####', '##-###', '###'],
    mailEnds: ['@radmail.example', '.rad@stmarrow.example', '_#@lakecounty-health.example', '####@postbox.example'],
    pages: ['https://images.hartmere.example/s/######', 'www.my-results.example/p/####', 'share.imgbox.example/#a##f'],
    fullName: (given, family, language, middle) => [
      `${given} ${family}`,
      `${given} ${middle} ${family}`,
      `${given} ${middle}. ${family}`,
      `${family.toLocaleUpperCase(language)} ${given}`,
      `${given} ${family.toLocaleUpperCase(language)}`,
      `${family},${given}`.toLocaleUpperCase(language),
      `${given} ${family}`.toLocaleLowerCase(language),
      `${family}, ${given}`.toLocaleLowerCase(language),
      `${family} ${given.slice(0, 1)}`,
      `${family}^${given}`.toLocaleUpperCase(language),
    ],
  },
};
