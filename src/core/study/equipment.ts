// What kind of equipment made an object, in words of this program's own: a value of the file is looked up and never passed on.
// Modalities are defined terms (PS3.3 C.7.3.1.1.1); makers are the names under which many have sold.

/** Defined terms, current and retired. */
const MODALITIES: ReadonlySet<string> = new Set(
  (
    'ANN AR ASMT AU BDUS BI BMD CFM CR CT CTPROTOCOL DG DMS DOC DX ECG EEG EMG EOG EPS ES FID GM HC HD IO IVOCT IVUS KER KO LEN LS MG ' +
    'M3D MR NM OAM OCT OP OPM OPT OPTBSV OPTENF OPV OSS OT PA PLAN POS PR PT PX REG RESP RF RG RTDOSE RTIMAGE RTINTENT RTPLAN RTRAD ' +
    'RTRECORD RTSEGANN RTSTRUCT RWV SEG SM SMR SR SRF STAIN TEXTUREMAP TG US VA XA XAPROTOCOL XC AS CD CF CP CS DD DF DM DS EC FA FS LP ' +
    'MA MS OB ST VF'
  ).split(' '),
);

const MAKERS: readonly (readonly [string, RegExp])[] = [
  ['GE', /^ge\b|general electric|gems|^lunar|imatron|^g\.e\./iu],
  ['Siemens', /siemens|acuson|^cti\b/iu],
  ['Philips', /philips|picker|marconi|adac|^atl\b/iu],
  ['Canon', /canon|toshiba/iu],
  ['Fujifilm', /fuji|sonosite/iu],
  ['Hitachi', /hitachi|aloka/iu],
  ['Hologic', /hologic|lorad/iu],
  ['Agfa', /agfa/iu],
  ['Carestream', /carestream|kodak/iu],
  ['Konica Minolta', /konica|minolta/iu],
  ['Samsung', /samsung|medison/iu],
  ['Mindray', /mindray/iu],
  ['Esaote', /esaote/iu],
  ['Shimadzu', /shimadzu/iu],
  ['United Imaging', /united imaging|^uih\b/iu],
  ['Varian', /varian/iu],
  ['Elekta', /elekta/iu],
  ['Bruker', /bruker/iu],
  ['Zeiss', /zeiss/iu],
  ['Topcon', /topcon/iu],
  ['Heidelberg', /heidelberg/iu],
  ['Leica', /leica|aperio/iu],
  ['Hamamatsu', /hamamatsu/iu],
  ['Olympus', /olympus/iu],
  ['Pentax', /pentax/iu],
  ['Planmeca', /planmeca/iu],
  ['Sirona', /sirona/iu],
  ['Neusoft', /neusoft/iu],
  ['BK', /^bk\b|b-k medical/iu],
];

export interface Equipment {
  /** A defined term, `other` for what is none, empty where the object says nothing. */
  readonly modality: string;
  /** One of a list, `other`, or empty. */
  readonly maker: string;
}

export function equipmentOf(modality: string, manufacturer: string): Equipment {
  const term = modality.trim().toUpperCase();
  const name = manufacturer.trim();
  return {
    modality: term === '' ? '' : MODALITIES.has(term) ? term : 'other',
    maker: name === '' ? '' : (MAKERS.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other'),
  };
}
