// Short and pet forms of given names, as people say them: a history says Ellie where the header has Eleanor.
import { foldWord } from './fold.js';

const FORMS = `
abigail abby gail|albert bert bertie al|alexander alex sandy xander sasha|alexandra alex sandra sasha lexi|alfred alf alfie fred|alison ali|amanda mandy|andrew andy drew|angela angie|anne annie nan nancy|anna annie anya
anthony tony|antonio toni tonio|arthur artie|augustus gus|barbara barb babs barbie|bartholomew bart|beatrice bea trixie|benjamin ben benny|bernard bernie|bernadette bernie|catherine cathy cath kate katie kitty cat
charles charlie chuck chas|charlotte charlie lottie|christina chris tina chrissie|christine chris tina chrissie|christopher chris kit topher|clifford cliff|cornelius neil corny|cynthia cindy|daniel dan danny|deborah deb debbie
dennis denny|diane di|donald don donnie|dorothy dot dottie dolly|douglas doug|edward ed eddie ted teddy ned|edwin ed eddie|eleanor ellie nell nellie nora lenny|elizabeth liz lizzie beth betty bess libby eliza elsie|ellen nell nellie
emily em emmy millie|emma em|ernest ernie|eugene gene|evelyn evie|florence flo florrie|frances fran frannie francie|francis frank frankie|franklin frank|frederick fred freddie fritz|friedrich fritz fred|gabriel gabe|gabrielle gabby
geoffrey geoff jeff|george georgie|gerald gerry jerry|gerard gerry|geraldine gerry|gertrude gertie trudy|gilbert gil|giovanni gianni vanni|giuseppe beppe pino|giuseppina pina|gregory greg|gwendolyn gwen|hannah hanna|harold harry hal
harriet hattie|heinrich heinz heiner|helen nell nellie lena|helena lena|henry harry hank|herbert herb bert|howard howie|ignacio nacho|isabel izzy bella|isabella izzy bella|jacob jake|jacqueline jackie|james jim jimmy jamie
jane janie|janet jan|jean jeanie|jeffrey jeff|jennifer jen jenny|jeremy jerry|jessica jess jessie|joan joanie|joanna jo|johanna hanna hanni|johannes hans hannes|john johnny jack|jonathan jon jonny|jose pepe chepe|josefina pepa fina
joseph joe joey|josephine jo josie|joshua josh|judith judy|julia julie|juliana julie|karl charlie|katharina kathi käthe katja|katherine kathy kate katie kitty kat|kathleen kathy kath katie|katarzyna kasia|kenneth ken kenny
kimberly kim|krzysztof krzysiek|lawrence larry|leonard len lenny leo|leonardo leo|lillian lil lily|louis lou louie|louise lou|lucille lucy|luis lucho|magdalena lena magda|małgorzata gosia|manuel manolo manu|marcus mark
margaret maggie meg peggy marge margie greta daisy|margarete grete gretel|maria mia mary|maria ria|marilyn|marjorie marge margie|martha marty patty|martin marty|mary molly polly mamie|mathilda tilly|matthew matt|maximilian max
maureen mo|melissa lissa|michael mike mick mickey mikey|michelle shelly|mildred millie|mohammed mo|mohammad mo|muhammad mo|nathan nate|nathaniel nate nat|nicholas nick nicky|nicole nicky|norman norm|oliver ollie|olivia liv livvy
pamela pam|patricia pat patty tricia trish|patrick pat paddy|penelope penny|percival percy|peter pete|philip phil|phyllis phyl|priscilla cilla|rachel rae|raymond ray|rebecca becky becca|reginald reg reggie|richard rick ricky dick richie
robert rob robbie bob bobby bert|roberta bobbie|roderick rod|rodney rod|roger rog|ronald ron ronnie|rosemary rose rosie|rudolf rudi|russell russ|samantha sam|samuel sam sammy|sarah sally sadie|sebastian seb bastian|sigismund sigi
sophia sophie|stanley stan|stephanie steph|stephen steve stevie|steven steve stevie|susan sue susie suzy|susanna sue susie|sylvester sly|teresa terry tess|theodore ted teddy theo|theresa terry tess tessa|thomas tom tommy
timothy tim timmy|valerie val|veronica ronnie vera|victor vic|victoria vicky tori|vincent vince vinnie|virginia ginny|walter wally walt|wilfred wilf|wilhelm willi willy|wilhelmina mina minnie|william bill billy will willy liam
winifred winnie freda|zachary zach zack|aleksander olek|aleksandra ola|agnieszka aga|barbara basia|francisco paco pancho|dolores lola|enrique quique|guadalupe lupe|rosario charo|mercedes merche|francesco franco ciccio|luigi gigi
domenico mimmo|salvatore totò turi|joão joãozinho|francisca chica|franziska franzi sissi|elisabeth lisa elli sissi lisbeth|ulrike uli ulli|ulrich uli|wolfgang wolfi|hannelore hanne lore|annemarie anni|joachim jochen achim|matthias mattes
bernhard bernd|gerhard gerd|konstantin kostja|dmitri dima mitja|alexei aljoscha|ivan vanya|ekaterina katya|tatiana tanya|natalia natasha|yekaterina katya|mehmet memo|mustafa musti|hendrik henk rik|johanna jo joke|cornelis kees cor
wilhelmina mien willemijn|petronella nel|adrianus ad arie|jacobus jaap koos|margaretha greet gretha|birgitta gitta|kristina kicki stina|margareta greta maggan
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
