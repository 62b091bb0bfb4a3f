// Names so common that one alone in a descriptor is somebody: CT ABD - PATEL, DO NOT USE - BOB. Left out is what reports use for something else
// (words, eponyms, products), and what the vocabulary knows goes first.
import { foldWord } from './fold.js';
import { isEponymUse } from './guards.js';
import type { TextSpan } from './textSpan.js';
import type { Token } from './tokens.js';
import { isEponym, isTechnicalForm, wordLevel } from './vocabulary.js';

const NAMES = `
patel nguyen garcia rodriguez hernandez lopez gonzalez perez sanchez ramirez torres flores rivera gomez diaz reyes morales gutierrez ortiz chavez ruiz alvarez castillo mendoza jimenez vasquez romero herrera medina aguilar vargas castro fernandez guzman
munoz mendez salazar soto delgado pena rios alvarado sandoval contreras valdez guerrero estrada ortega maldonado vega dominguez espinoza silva padilla marquez cortez figueroa juarez cabrera velasquez acosta ochoa navarro rosales suarez villarreal
johnson robinson thompson mitchell campbell roberts phillips evans collins murphy sullivan richardson peterson ramos henderson coleman patterson hughes alexander griffin simmons foster bryant russell hamilton graham reynolds wallace mcdonald
ferguson harrison gibson ellis stevens tucker hicks crawford mcdaniel jenkins perry barnes watkins ferrell fitzgerald cunningham hawkins duncan armstrong carroll hudson andrews lawson fields dixon franklin lawrence chapman oliver montgomery
richards williamson johnston meyer weaver carlson sims alvarez snyder hanson fuller stephens garrett hopkins kennedy peters jacobs mckinney vaughn obrien mcbride nicholson thornton hodges hutchinson erickson barrett hoffman schneider schmidt
schultz schroeder zimmerman kowalski nowak wisniewski kaminski lewandowski novak horvath kovacs popescu ivanov petrov smirnov kuznetsov popov volkov yamamoto tanaka watanabe nakamura kobayashi takahashi suzuki sato ito yoshida matsumoto inoue
singh kumar sharma gupta khan ahmed hussain ali rahman chowdhury reddy iyer banerjee mukherjee chatterjee hassan ibrahim mohamed abdullah okafor adeyemi mensah nkosi zhang huang zhou zhao chen yang tran pham hoang huynh
olsen larsen hansson johansson andersson nilsson eriksson svensson gustafsson pettersson lindqvist lindstrom virtanen korhonen rossi russo ferrari esposito bianchi ricci martinelli moretti bernard durand lefebvre moreau fournier girard lambert
oliveira souza pereira ferreira rodrigues carvalho almeida ribeiro gomes martins papadopoulos yilmaz kaya demir ozturk aydin
karen jennifer jessica ashley stephanie michelle kimberly angela heather nicole christina rebecca kathleen deborah debra cynthia katherine catherine shannon julie christine laura brenda pamela amanda melissa tiffany danielle brittany courtney lindsay
margaret dorothy carolyn janet virginia diane joyce gloria evelyn cheryl jacqueline theresa beverly denise marilyn megan andrea hannah kayla samantha natalie vanessa monica veronica caitlin kaitlyn jenny becky debbie cindy kathy susie peggy
michael christopher matthew joshua daniel anthony william joseph steven brian timothy kevin jason jeffrey ryan jacob gary nicholas jonathan stephen justin brandon benjamin samuel gregory raymond alexander patrick jerry tyler aaron jose nathan
douglas zachary kyle ethan jeremy walter christian keith roger noah gerald carl harold arthur dylan lawrence jordan bryan billy bruce gabriel logan albert willie eugene randy vincent mike bob dave steve jim joe tom bill kenny jeff greg doug
guillermo alejandro fernando ricardo roberto eduardo francisco javier miguel pedro sergio carlos juan maria guadalupe rosa ana luz fatima mohammed muhammad ahmed yusuf aisha priya rajesh sanjay anita sunita wei ming jing yuki kenji haruto sakura
wolfgang jurgen heinrich gunther dieter uwe helga ingrid gerda ursula sabine monika renate birgit pierre jacques francois jean-luc philippe laurent isabelle chantal giovanni giuseppe francesca alessandro lorenzo chiara olga tatiana svetlana natasha
vladimir sergei dmitri boris piotr krzysztof agnieszka katarzyna malgorzata magdalena lars bjorn sven astrid sigrid
`;

/** These are products, methods or words as often. */
const OTHERWISE = new Set(
  'maria singh phillips tran tom lars jordan logan virginia gloria victoria diana sierra vega silva carl ali ming jing wei ito sato rosa luz ana fields christian jean'.split(
    ' ',
  ),
);

let common: ReadonlySet<string> | undefined;

function commonNames(): ReadonlySet<string> {
  common ??= new Set(
    NAMES.split(/\s+/)
      .filter((name) => name !== '')
      .map(foldWord)
      .filter(
        (name) => !OTHERWISE.has(name) && wordLevel(name) === 'plain' && !isTechnicalForm(name) && !isEponym(name),
      ),
  );
  return common;
}

export function matchCommonNames(flat: string, tokens: readonly Token[]): readonly TextSpan[] {
  const names = commonNames();
  const spans: TextSpan[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || !token.capital || token.kind !== 'word' || !names.has(token.fold)) continue;
    // Tied to something else it is a part of that: Patel-2000, Wilson-Cowan.
    if (/[-\d]/.test(flat[token.end] ?? '') || /[-\d]/.test(flat[token.start - 1] ?? '')) continue;
    // Stevens Johnson syndrome: both.
    const next = tokens[at + 1];
    const to = next?.capital === true && flat[token.end] === ' ' ? at + 1 : at;
    if (isEponymUse(flat, tokens, at, at) || (to > at && isEponymUse(flat, tokens, at, to))) continue;
    spans.push({
      start: token.start,
      end: token.end,
      category: 'name',
      rule: 'gazetteer/common-name',
      confidence: 0.5,
    });
  }
  return spans;
}
