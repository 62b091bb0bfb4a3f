// Short and pet forms of given names, as people say them: a history says Ellie where the header has Eleanor. Left out are forms that reports
// use for something else (TIM coils, MEG, DEB-TACE, Jan) and those of two letters.
import { foldWord } from './fold.js';

const FORMS = `
abigail abby gail|albert bert bertie|alexander alex sandy xander sasha|alexandra alex sandra sasha lexi|alfred alf alfie fred|alison ali|amanda mandy|andrew andy|angela angie|anne annie nancy|anna annie anya
anthony tony|antonio toni tonio|arthur artie|augustus gus|barbara barb babs barbie|bartholomew bart|beatrice trixie|benjamin ben benny|bernard bernie|bernadette bernie|catherine cathy cath kate katie kitty
charles charlie chuck chas|charlotte charlie lottie|christina chris tina chrissie|christine chris tina chrissie|christopher chris topher|clifford cliff|cornelius neil corny|cynthia cindy|daniel dan danny|deborah debbie
dennis denny|donald donnie|dorothy dottie dolly|douglas doug|edward eddie teddy ned|edwin eddie|eleanor ellie nell nellie nora lenny|elizabeth liz lizzie beth betty libby eliza elsie|ellen nell nellie
emily emmy millie|ernest ernie|evelyn evie|florence florrie|frances fran frannie francie|francis frankie|frederick fred freddie fritz|friedrich fritz fred|gabriel gabe|gabrielle gabby
geoffrey geoff jeff|george georgie|gerald gerry jerry|gerard gerry|geraldine gerry|gertrude gertie trudy|gilbert gil|giovanni gianni vanni|giuseppe beppe pino|giuseppina pina|gregory greg|gwendolyn gwen|hannah hanna|harold harry
harriet hattie|heinrich heinz heiner|helen nell nellie lena|helena lena|henry harry hank|herbert herb bert|howard howie|ignacio nacho|isabel izzy bella|isabella izzy bella|jacob jake|jacqueline jackie|james jim jimmy jamie
jane janie|jean jeanie|jeffrey jeff|jennifer jen jenny|jeremy jerry|jessica jess jessie|joan joanie|johanna hanna hanni|johannes hans hannes|john johnny jack|jonathan jon jonny|jose pepe chepe|josefina pepa fina
joseph joe joey|josephine josie|joshua josh|judith judy|julia julie|juliana julie|karl charlie|katharina kathi käthe katja|katherine kathy kate katie kitty kat|kathleen kathy kath katie|katarzyna kasia|kenneth kenny
kimberly kim|krzysztof krzysiek|lawrence larry|leonard lenny leo|leonardo leo|lillian lily|louis lou louie|louise lou|lucille lucy|luis lucho|magdalena lena magda|małgorzata gosia|manuel manolo manu
margaret maggie peggy marge margie greta|margarete grete gretel|maria mia mary|maria ria|marjorie marge margie|martha marty patty|martin marty|mary molly polly mamie|mathilda tilly|matthew matt
melissa lissa|michael mike mick mickey mikey|michelle shelly|mildred millie|nathan nate|nathaniel nate|nicholas nicky|nicole nicky|norman norm|oliver ollie|olivia liv livvy
pamela pam|patricia patty tricia trish|patrick paddy|penelope penny|percival percy|peter pete|phyllis phyl|priscilla cilla|rachel rae|rebecca becky becca|reginald reggie|richard rick ricky richie
robert rob robbie bob bobby bert|roberta bobbie|roger rog|ronald ron ronnie|rosemary rosie|rudolf rudi|russell russ|samuel sammy|sarah sally sadie|sebastian seb bastian|sigismund sigi
sophia sophie|stanley stan|stephanie steph|stephen steve stevie|steven steve stevie|susan susie suzy|susanna susie|teresa terry|theodore teddy theo|theresa terry tessa|thomas tom tommy
timothy timmy|veronica ronnie vera|victoria vicky|vincent vince vinnie|virginia ginny|walter wally walt|wilfred wilf|wilhelm willi willy|wilhelmina mina minnie|william bill billy willy liam
winifred winnie freda|zachary zach zack|aleksander olek|aleksandra ola|agnieszka aga|barbara basia|francisco paco pancho|dolores lola|enrique quique|guadalupe lupe|rosario charo|mercedes merche|francesco franco ciccio|luigi gigi
domenico mimmo|salvatore totò turi|joão joãozinho|francisca chica|franziska franzi sissi|elisabeth lisa elli sissi lisbeth|ulrike uli ulli|ulrich uli|wolfgang wolfi|hannelore hanne lore|annemarie anni|joachim jochen achim|matthias mattes
bernhard bernd|gerhard gerd|konstantin kostja|dmitri dima mitja|alexei aljoscha|ivan vanya|ekaterina katya|tatiana tanya|natalia natasha|yekaterina katya|mehmet memo|mustafa musti|hendrik henk rik|johanna joke
wilhelmina mien willemijn|adrianus arie|jacobus jaap koos|margaretha greet gretha|birgitta gitta|kristina kicki stina|margareta greta maggan
`;

let forms: ReadonlyMap<string, readonly string[]> | undefined;

/** What somebody of that given name may be called; folded. */
export function nicknamesOf(given: string): readonly string[] {
  forms ??= readForms();
  return forms.get(foldWord(given)) ?? [];
}

function readForms(): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, readonly string[]>();
  for (const entry of FORMS.split(/[|\n]/)) {
    const [name = '', ...short] = entry.split(' ').filter((word) => word !== '');
    if (name !== '') map.set(foldWord(name), [...(map.get(foldWord(name)) ?? []), ...short.map(foldWord)]);
  }
  return map;
}
