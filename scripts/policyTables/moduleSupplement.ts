// PS3.3 modules that the table of attribute Types lacks, in the part that decides about an action of PS3.15: those of
// the general modules of nearly every object, and what the macro of content items (PS3.3 C.17.3) asks for at any depth.

// C.7.6.16: each IOD names its own copy of this module.
const MULTI_FRAME: Readonly<Record<string, string>> = {
  '00080023': '1',
  '00080033': '1',
  '00200013': '1',
  '00280008': '1',
};

export const SUPPLEMENT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'breast-projection-x-ray-image-multi-frame-functional-groups': MULTI_FRAME,
  'breast-tomosynthesis-image-multi-frame-functional-groups': MULTI_FRAME,
  'confocal-microscopy-image-multi-frame-functional-groups': MULTI_FRAME,
  'confocal-microscopy-tiled-pyramidal-image-multi-frame-functional-groups': MULTI_FRAME,
  'enhanced-ct-image-multi-frame-functional-groups': MULTI_FRAME,
  'enhanced-mr-color-image-multi-frame-functional-groups': MULTI_FRAME,
  'enhanced-mr-image-multi-frame-functional-groups': MULTI_FRAME,
  'enhanced-pet-image-multi-frame-functional-groups': MULTI_FRAME,
  'enhanced-rt-image-multi-frame-functional-groups': MULTI_FRAME,
  'enhanced-us-volume-multi-frame-functional-groups': MULTI_FRAME,
  'enhanced-xa-image-multi-frame-functional-groups': MULTI_FRAME,
  'enhanced-xrf-image-multi-frame-functional-groups': MULTI_FRAME,
  'intravascular-optical-coherence-tomography-image-multi-frame-functional-groups': MULTI_FRAME,
  'legacy-converted-enhanced-ct-image-multi-frame-functional-groups': MULTI_FRAME,
  'legacy-converted-enhanced-mr-image-multi-frame-functional-groups': MULTI_FRAME,
  'legacy-converted-enhanced-pet-image-multi-frame-functional-groups': MULTI_FRAME,
  'mr-spectroscopy-multi-frame-functional-groups': MULTI_FRAME,
  'multi-frame-grayscale-byte-secondary-capture-image-multi-frame-functional-groups': MULTI_FRAME,
  'multi-frame-grayscale-word-secondary-capture-image-multi-frame-functional-groups': MULTI_FRAME,
  'multi-frame-true-color-secondary-capture-image-multi-frame-functional-groups': MULTI_FRAME,
  'ophthalmic-optical-coherence-tomography-b-scan-volume-analysis-multi-frame-functional-groups': MULTI_FRAME,
  'ophthalmic-tomography-image-multi-frame-functional-groups': MULTI_FRAME,
  'parametric-map-multi-frame-functional-groups': MULTI_FRAME,
  'photoacoustic-image-multi-frame-functional-groups': MULTI_FRAME,
  'segmentation-multi-frame-functional-groups': MULTI_FRAME,
  'sparse-multi-frame-functional-groups': MULTI_FRAME,
  'vl-whole-slide-microscopy-image-multi-frame-functional-groups': MULTI_FRAME,
  'x-ray-3d-angiographic-image-multi-frame-functional-groups': MULTI_FRAME,
  'x-ray-3d-craniofacial-image-multi-frame-functional-groups': MULTI_FRAME,
  // C.7.10.1
  'general-acquisition': {
    '00080017': '3',
    '00080022': '3',
    '00080032': '3',
    '0008002A': '3',
    '00083010': '3',
    '00189073': '3',
    '00200012': '3',
    '00201002': '3',
  },
  // C.12.4
  'general-reference': {
    '00081140': '3',
    '00081140>00081150': '1',
    '00081140>00081155': '1',
    '00081140>00081160': '1C',
    '00082111': '3',
    '00082112': '3',
    '00082112>00081150': '1',
    '00082112>00081155': '1',
    '00082112>00081160': '1C',
    '0008114A': '3',
    '0008114A>00081150': '1',
    '0008114A>00081155': '1',
    '00089215': '3',
    '00420013': '3',
    '00420013>00081150': '1',
    '00420013>00081155': '1',
  },
  // C.8.8.1
  'rt-series': { '00081070': '2' },
  // C.8.12.4, C.8.24.3, C.8.27.2, C.8.22.3
  'whole-slide-microscopy-image': { '0008002A': '1' },
  'enhanced-us-image': { '0008002A': '1' },
  'intravascular-oct-image': { '0008002A': '1' },
  'enhanced-pet-image': { '0008002A': '1C' },
  // C.37.1 with the macro of content identification (Table 10-12)
  'microscopy-bulk-simple-annotations': {
    '00080023': '1',
    '00080033': '1',
    '00200013': '1',
    '00700080': '1',
    '00700081': '2',
    '00700084': '2',
    '006A0002': '1',
    '006A0002>006A0003': '1',
    '006A0002>006A0005': '1',
    '006A0002>006A0006': '3',
  },
  // C.12.2: what an object refers to, by series and by study
  'common-instance-reference': {
    '00081115': '1C',
    '00081115>0020000E': '1',
    '00081115>0008114A': '1',
    '00081115>0008114A>00081150': '1',
    '00081115>0008114A>00081155': '1',
    '00081200>00081115': '1',
    '00081200>00081115>0020000E': '1',
    '00081200>00081115>0008114A': '1',
    '00081200>00081115>0008114A>00081150': '1',
    '00081200>00081115>0008114A>00081155': '1',
  },
  // C.17.3 with Table C.17-6: the content tree repeats (0040,A730) at every level; one level stands for all of them.
  'sr-document-content': {
    '0040A032': '1C',
    '0040A730': '1C',
    '0040A730>0040A032': '1C',
    '0040A730>0040A030': '1C',
    '0040A730>0040A120': '1C',
    '0040A730>0040A121': '1C',
    '0040A730>0040A122': '1C',
    '0040A730>0040A123': '1C',
    '0040A730>0040A124': '1C',
    '0040A730>0040A160': '1C',
    '0040A730>00081199': '1C',
    '0040A730>00081199>00081150': '1',
    '0040A730>00081199>00081155': '1',
  },
};

/** Modules whose supplement holds only for IODs that have them by more than the writer's choice (usage M or C). */
export const MUST: ReadonlySet<string> = new Set(['common-instance-reference']);

/** The Basic Directory IOD (PS3.3 F.3): its records lie in (0004,1220) and hold the keys of what they speak of. */
export const DIRECTORY = {
  sopClass: '1.2.840.10008.1.3.10',
  iod: 'basic-directory',
  modules: ['file-set-identification', 'directory-information'],
  recordSequence: '00041220',
  recordModules: /-keys$/,
};
