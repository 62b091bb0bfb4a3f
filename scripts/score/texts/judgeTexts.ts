// Compares a text with what was left of it: which identifying spans can still be read, and which other words are gone.
import { kindOf, type WordKind } from './neutral.js';
import { type Piece, type Span, textOf } from './slots.js';

/** Particles and generic words that name nobody by themselves. */
const COMMON = new Set(
  `van der de la du del della lo le von zu al af ter den di da dos das el het bin ben the of and und st saint san santa sankt sint são św ii neto tour hof
  hospital general medical center centre community infirmary cancer trust nhs va foundation royal klinikum krankenhaus universitätsklinikum kreiskrankenhaus mvz am markt
  radiologie stadtpark spital bad hôpital chu clinique centre hospitalier polyclinique institut haut des tilleuls clínica universitario centro médico los
  sanatorio imss zona ospedale policlinico casa cura villa asl istituto maggiore lago clinica clínicas instituto casa upa jardim das vista boa ziekenhuis umc mc az linde
  noord sjukhus lasarett vårdcentral universitetssjukhuset länssjukhuset i szpital miejski w centrum medyczne klinika pod przychodnia nowa
  devlet hastanesi özel eğitim ve araştırma tıp merkezi kliniği городская больница клиника гкб им поликлиника νοσοκομείο ιατρικό κέντρο κλινική άγιος مستشفى عيادة الملك
  lane ave apt flat road close box street view county rd mill kings the e w p o c str straße gasse alten platz rue bis avenue boulevard impasse place república république moulin
  calle avenida paseo plaza paz mayor españa los jr via piazza corso viale vicolo italia rua av travessa largo carmo flores ap hs cad no sokak mah sk bulvarı ul os pl m
  ул пр пер д кв λεωφ شارع حي
  huisartsenpraktijk beeldvormingscentrum gasthuis medisch spectrum streekziekenhuis verpleeghuis zbc kniekliniek zuid olv postbus burg steenweg op lange
  centralsjukhuset geriatrik hälsocentralen läkarhuset röntgen tandkliniken torget lgh norra gamla imaging clinic district family practice our lady sacred heart pediatrics
  orthopedics radiology regional sons surgery tri veterans memorial uhw blvd creek ct dry forge harbor hill lot old park pkwy pl pound quarry row rr se ste terrace trailer unit upper crescent
  cabinet ch chuv dame notre ehpad ght hia jean maison nord santé val allée bât chemin cours dit lieu quai résidence ter bg dr gemeinschaftspraxis kantonsspital klinik lkh
  orthopädie praxis reha röntgeninstitut süd unfallklinik zentrum der hinter im allee gürtel postfach weg schulstr ao fondazione irccs ospedali ospedaliero poliambulatorio presidio
  radiologico riuniti rsa studio int vecchia strada contrada borgo alta hu imagem maternidade misericórdia municipal nova ubs vila alameda estrada km lote quadra praceta esq
  госпиталь детская диагност района медсанчасть мц нии областной плюс св црб дер корп мкр наб проезд αγία γενικό διαγνωστικό ιατρείο υγείας πανεπιστημιακό νέας αγίου οδός ης πλ
  التخصصي الجامعي الطبي عيادات للأشعة مجمع مركز مستوصف زنقة شقة طريق عمارة مربع المطار diagnostyki dom kliniczne nzoz opieki plus poradnia powiatowy pracownia uniwersyteckie wss
  zdrowie poczt rynek skr wieś aile diş fakültesi görüntüleme medikal polikliniği sağlığı şehir üniversitesi cd kat mevkii yolu cap comarcal doctor fundación issste policlínica
  resonancia salud sur viejo norte bº casa col ctra izq lt mz pje puerto rda sierra 丁目 番地 号楼 单元 条西 번길`.split(
    /\s+/,
  ),
);
const NAMES = new Set(['patient', 'nickname', 'misspelt', 'initials', 'inflected', 'relative', 'physician']);
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

function countOf(text: string, part: string): number {
  if (UNSPACED.test(part) || /\p{Script=Hangul}/u.test(part)) return text.split(part).length - 1;
  const escaped = part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const end = part.length >= 4 && /^\p{L}+$/u.test(part) ? '' : '(?![\\p{L}\\p{N}])';
  return [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}${end}`, 'giu'))].length;
}

/** What of a span gives it away, where it stands alone. */
function partsOf({ category, value }: Span): readonly string[] {
  const tokens = value.match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = tokens.filter(
    (token) => token.length >= 2 && /^\p{L}+$/u.test(token) && !COMMON.has(token.toLowerCase()),
  );
  if (NAMES.has(category)) return category === 'initials' || telling.length === 0 ? [value] : telling;
  if (category === 'hospital' || category === 'address') return telling.length === 0 ? [value] : telling;
  if (category === 'phone') return [value, ...(value.match(/\d{4,}/g) ?? [])];
  if (category === 'number' || category === 'serial') {
    const longest = [...tokens].filter((token) => /\d/.test(token)).sort((a, b) => b.length - a.length)[0] ?? value;
    return [longest.length >= 4 ? longest : value];
  }
  return [value];
}

export interface Judged {
  readonly spans: readonly { readonly span: Span; readonly left: boolean }[];
  /** Kept and all, by kind of word. */
  readonly words: readonly { readonly kind: WordKind | 'beside'; readonly word: string; readonly kept: boolean }[];
}

/** Labels, titles and prepositions go with what they introduce: two words before a span and one behind are counted by themselves. */
function besideOf(plain: string): ReadonlySet<number> {
  const beside = new Set<number>();
  let at = 0;
  for (const [index, part] of plain.split('\u0001').entries()) {
    const many = wordsOf(part).length;
    if (index > 0) beside.add(at);
    if (/^\S* ?\S+ (?:old|alt|alte)\b/.test(part)) beside.add(at + 1);
    beside.add(at + many - 1).add(at + many - 2);
    at += many;
  }
  for (const last of [at - 1, at - 2]) if (!plain.trimEnd().endsWith('\u0001')) beside.delete(last);
  if (/\u0001\s*\S*$/u.test(plain) && !plain.trimEnd().endsWith('\u0001')) beside.add(at - 1);
  return beside;
}

function wordsOf(text: string): string[] {
  return (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [])
    .flatMap((word) => (UNSPACED.test(word) ? [...word] : [word]))
    .filter((word) => word.length > 1 || UNSPACED.test(word) || /\d/.test(word));
}

export function judgeText(pieces: readonly Piece[], output: string): Judged {
  const plain = pieces.map((piece) => (piece.kind === 'plain' ? piece.text : ' \u0001 ')).join('');
  const beside = besideOf(plain);
  const spans = pieces.flatMap((piece) => (piece.kind === 'span' ? [piece.span] : []));
  const left = new Map<string, number>();
  for (const word of wordsOf(output)) left.set(word, (left.get(word) ?? 0) + 1);
  return {
    spans: spans.map((span) => ({
      span,
      left: partsOf(span).some((part) => countOf(output, part) > countOf(plain, part)),
    })),
    words: wordsOf(plain).map((word, at) => {
      const count = left.get(word) ?? 0;
      if (count > 0) left.set(word, count - 1);
      return { kind: beside.has(at) ? 'beside' : kindOf(word), word, kept: count > 0 };
    }),
  };
}

export const original = textOf;
