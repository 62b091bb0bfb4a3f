// Everything that a thread needs to work on files: the formats, the compiled policy, the identity, the evidence.
import type { DicomContext, DicomSurvey } from '../core/formats/dicom/context.js';
import type { Format } from '../core/kernel/format.js';
import type { Issue } from '../core/kernel/issue.js';
import type { Source } from '../core/kernel/source.js';
import type { FrameCodecs } from '../core/pixels/codecPort.js';
import type { CompiledPolicy } from '../core/policy/policy.js';
import type { EvidenceItem } from '../core/text/evidence.js';
import { lazyCodecs } from './codecs/index.js';
import { createJournalDigests, type JournalDigests } from './journal/digests.js';
import { lazyDetector } from './models/lazyDetector.js';
import { createOutputFolders, type OutputFolders } from './outputFolders.js';
import type { InputItem } from './outputPaths.js';
import type { RawPath } from './rawPath.js';
import type { RunSettings } from './runTypes.js';
import { ffmpegVideo } from './video/ffmpeg.js';

export interface EngineSetup {
  readonly settings: RunSettings;
  readonly items: readonly InputItem[];
  /** Tells the temporary files of one run from those of another. */
  readonly run: string;
  readonly formatModule: string | undefined;
  /** Of the folders that the user chose for outputs, the disks, see targetDisk.ts. */
  readonly disks?: ReadonlyMap<RawPath, string>;
  /** A journal is kept: stamps are taken. */
  readonly journaled?: boolean;
}

/** A format as a run uses it: one that needs less than DICOM of the context takes what it needs. */
export type RunFormat = Format<DicomContext, DicomSurvey>;

export interface Engine {
  readonly settings: RunSettings;
  readonly items: readonly InputItem[];
  readonly run: string;
  /** For what a journal says of a file; undefined where there is none. */
  readonly digests: JournalDigests | undefined;
  /** Which format a file is of by its content; DICOM is asked first. Undefined where none takes it. */
  formatOf(source: Source): Promise<RunFormat | undefined>;
  readonly policy: CompiledPolicy;
  readonly issues: readonly Issue[];
  readonly folders: OutputFolders;
  /** For compressed frames; loaded when first used. */
  readonly codecs: FrameCodecs;
  /** By patient, as the survey found them; the same array for the same patient, so that work on it can be kept. */
  readonly evidence: Map<string, readonly EvidenceItem[]>;
  /** Originals and replacements since they were last taken. */
  readonly mapped: MappedValues;
  /** Whether a value was made under this key, so that it stands for somebody already. */
  readonly isOwn: (value: string) => boolean;
  /** @param beat told again and again while long work goes on; what it throws ends the work */
  context(patientEvidence: readonly EvidenceItem[], beat?: () => void): DicomContext;
  /** Ends the thread that looks into images, if there is one. */
  close(): Promise<void>;
}

export interface MappedValues {
  readonly uid: Map<string, string>;
  readonly patient: Map<string, string>;
  readonly subject: Map<string, string>;
}

/** Loads the formats and compiles the policy: the slow part of starting, so it happens once per thread. */
export async function createEngine(setup: EngineSetup): Promise<Engine> {
  const { settings } = setup;
  const [formats, { compilePolicy }, { createIdentity }] = await Promise.all([
    setup.formatModule === undefined ? import('../core/formats/index.js') : loadFormats(setup.formatModule),
    import('../core/policy/compile.js'),
    import('../core/identity/createIdentity.js'),
  ]);
  const known = formats.photo === undefined ? [formats.dicom] : [formats.dicom, formats.photo];
  const policy = compilePolicy(settings.policy);
  const identity = createIdentity(settings.key);
  const mapped: MappedValues = { uid: new Map(), patient: new Map(), subject: new Map() };
  const codecs = lazyCodecs();
  const detection = settings.detection === undefined ? undefined : lazyDetector(settings.detection.device);
  const video = ffmpegVideo(settings.ffmpeg);
  const { sealTo } = settings;
  const sealed = sealTo !== undefined && !settings.dryRun;
  const seal = sealed ? (await import('./cms/seal.js')).sealer(sealTo, settings.key) : undefined;
  const record: DicomContext['record'] = (kind, original, replacement) => mapped[kind].set(original, replacement);
  return {
    settings,
    items: setup.items,
    run: setup.run,
    digests: setup.journaled === true ? createJournalDigests(settings.key) : undefined,
    formatOf: async (source) => {
      for (const format of known) if (await format.detect(source)) return format;
      return undefined;
    },
    policy,
    issues: policy.issues,
    folders: createOutputFolders(setup.run, setup.disks),
    codecs,
    evidence: new Map(),
    mapped,
    isOwn: (value) => identity.mapUid(value) === value || identity.pseudonym('patient', value) === value,
    close: () => detection?.close() ?? Promise.resolve(),
    context: (patientEvidence, beat = () => {}) => ({
      policy,
      identity,
      patientEvidence,
      salvage: settings.salvage,
      pixels: settings.pixels,
      producer: settings.producer,
      beat,
      ...(detection === undefined ? {} : { detector: detection.detectorFor(beat) }),
      ...(settings.reviewBelow === undefined ? {} : { reviewBelow: settings.reviewBelow }),
      codecs,
      video,
      ...(settings.table === undefined ? {} : { table: settings.table }),
      ...(settings.record ? { record } : {}),
      ...(seal === undefined ? {} : { seal }),
    }),
  };
}

interface Formats {
  readonly dicom: RunFormat;
  readonly photo?: RunFormat;
}

async function loadFormats(url: string): Promise<Formats> {
  const loaded: unknown = await import(url);
  if (!isFormats(loaded)) throw new TypeError('the module exports no format');
  return loaded;
}

function isFormats(loaded: unknown): loaded is Formats {
  return typeof loaded === 'object' && loaded !== null && 'dicom' in loaded;
}
