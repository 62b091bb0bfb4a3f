// Recipes of other programs: what each rule becomes, and that nothing that could not be carried over is passed in silence.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { keywordOf } from '../../src/core/dictionary/dictionary.js';
import { formatTag } from '../../src/core/dictionary/tag.js';
import { DeidError } from '../../src/core/kernel/deidError.js';
import type { AttributePattern, Condition, Override } from '../../src/core/policy/policy.js';
import { importerFor, importers } from '../../src/core/recipe/imports/index.js';

function named({ value, mask, creator, only, parents }: AttributePattern): string {
  const path = (parents ?? []).map((parent) => `${named(parent)}/`).join('');
  if (creator !== undefined) return `${path}${creator}:${formatTag(value)}`;
  if (only !== undefined) return `${path}${only.kind}${only.kind === 'vr' ? `:${only.vr}` : ''}`;
  return (
    path + (mask === 0xffffffff ? (keywordOf(value) ?? formatTag(value)) : `${formatTag(value)}&${formatTag(mask)}`)
  );
}

function asked(condition: Condition | undefined): string {
  if (condition === undefined) return '';
  switch (condition.kind) {
    case 'not':
      return `not(${asked(condition.of)})`;
    case 'all':
    case 'any':
      return `${condition.kind}(${condition.of.map(asked).join(', ')})`;
    case 'test':
      return `${named(condition.attribute)} ${condition.op} ${condition.value}`.trim();
  }
}

function told(override: Override): string {
  const { kind, attribute, when } = override;
  const extra =
    kind === 'set'
      ? ` ${override.value}${override.add === true ? ' add' : ''}`
      : kind === 'shift'
        ? ` ${override.days ?? 'own'}`
        : kind === 'lookup'
          ? ` ${override.variable}`
          : '';
  return `${kind} ${named(attribute)}${extra}${when === undefined ? '' : ` if ${asked(when)}`}`;
}

function converted(id: string, text: string) {
  const importer = importerFor(text);
  assert.equal(importer?.id, id);
  const { policy, notes } = importer.convert(text);
  return {
    policy,
    rules: policy.overrides.map(told),
    notes: notes.map(({ line, message }) => `${line ?? '-'} ${message}`),
  };
}

const CTP = `<script>
 <p t="DATEINC">-137</p>
 <p t="TRIAL">Alpha</p>
 <e en="T" t="00080020" n="StudyDate">@incrementdate(this,@DATEINC)</e>
 <e en="T" t="00080018" n="SOPInstanceUID">@hashuid(@UIDROOT,this)</e>
 <e en="F" t="00080050" n="AccessionNumber">@keep()</e>
 <e en="T" t="00100010" n="PatientName">@param(@TRIAL)-@hashptid(@SITEID,PatientID)</e>
 <e en="T" t="00100020" n="PatientID">@always()@hash(this,10)</e>
 <e en="T" t="00100040" n="PatientSex">@keep()</e>
 <e en="T" t="00120010" n="ClinicalTrialSponsorName">@always()Sponsor @param(@TRIAL)</e>
 <e en="T" t="00120062" n="PatientIdentityRemoved">YES</e>
 <e en="T" t="00080080" n="InstitutionName">@if(this,isblank){@remove()}{Removed by CTP}</e>
 <e en="T" t="00280301" n="BurnedInAnnotation">@if(this,contains,"YES"){@quarantine()}{@keep()}</e>
 <e en="T" t="00081030" n="StudyDescription">@truncate(this,4)</e>
 <e en="T" t="0013[CTP]10" n="Project">@keep()</e>
 <k en="T" t="0018">Keep group 0018</k>
 <r en="T" t="overlays">Remove overlays</r>
 <r en="T" t="privategroups">Remove private groups</r>
 <r en="T" t="unspecifiedelements">Remove unchecked elements</r>
</script>
`;

describe('imports', () => {
  it('take a CTP anonymizer script', () => {
    const { policy, rules, notes } = converted('ctp', CTP);
    assert.equal(policy.style, 'rules');
    assert.deepEqual(rules, [
      'remove all',
      'keep (0028,0000)&(FFFF,0000)',
      'keep (7FE0,0000)&(FFFF,0000)',
      'keep SOPClassUID',
      'keep SOPInstanceUID',
      'keep StudyInstanceUID',
      'keep (0018,0000)&(FFFF,0000)',
      'remove private',
      'shift StudyDate -137',
      'map-uid SOPInstanceUID',
      'pseudonym PatientName',
      'pseudonym PatientID',
      'keep PatientSex',
      'set ClinicalTrialSponsorName Sponsor Alpha add',
      'set InstitutionName Removed by CTP',
      'remove InstitutionName if any(InstitutionName missing, InstitutionName empty)',
      'keep BurnedInAnnotation',
      'empty StudyDescription',
      'keep CTP:(0013,0010)',
      'remove (6000,0000)&(FF00,0000)',
    ]);
    assert.deepEqual(
      policy.admission?.map(({ kind, when }) => `${kind} ${asked(when)}`),
      ['deny BurnedInAnnotation contains YES'],
    );
    assert.ok(notes.includes('14 @truncate() has no counterpart; the attribute is emptied'));
    assert.ok(notes.some((note) => note.startsWith('11 rules for what the program writes of its own work')));
  });

  it('take a CTP pixel script, with and, or, not and brackets', () => {
    const { policy, notes } = converted(
      'ctp-pixels',
      `Ultrasound
 GE LOGIQ
  { Modality.equals("US") * (ManufacturerModelName.contains("LOGIQ") + !Rows.equals("480")) }
  (0,0,640,40) (10,20,30,40)
 No region
  { Modality.equals("XX") }
 Larger
  { Columns.isGreaterThan("100") * [0008,0070].startsWith("ACME") }
  (1,2,3,4)
 Several values
  { ImageType.equals("DERIVED") }
  (5,6,7,8)
 Broken
  { Modality.frobnicate("US") }
  (1,1,1,1)
`,
    );
    assert.deepEqual(
      policy.devices?.map(({ label, when, regions }) => [label, asked(when), regions.map(({ area }) => String(area))]),
      [
        [
          'GE-LOGIQ-1',
          'all(Modality equals US, any(ManufacturerModelName contains LOGIQ, not(Rows equals 480)))',
          ['0,0,640,40', '10,20,30,40'],
        ],
        ['Larger-3', 'Manufacturer starts-with ACME', ['1,2,3,4']],
        ['Several-values-4', 'all(ImageType equals DERIVED, not(ImageType contains \\))', ['5,6,7,8']],
      ],
    );
    assert.equal(notes.length, 4);
  });

  it('take a Kitware dictionary', () => {
    const { policy, rules, notes } = converted(
      'kitware',
      `{
  "(0x0010, 0x0040)": "keep",
  "(0x0010, 0x0010)": "replace",
  "(0x0008, 0x0018)": "replace_UID",
  "(0x0008, 0x0080)": {"action": "replace_with_value", "value": "Somewhere"},
  "(0x0008, 0x0020)": {"action": "regexp", "find": "0701$", "replace": "0000"},
  "(0x0008, 0x0090)": "empty_or_replace",
  "(0x0008, 0x1030)": "explode"
}`,
    );
    assert.equal(policy.style, 'profile');
    assert.deepEqual(rules, [
      'keep PatientSex',
      'dummy PatientName',
      'map-uid SOPInstanceUID',
      'set InstitutionName Somewhere',
      'empty StudyDate',
      'empty StudyDescription',
    ]);
    assert.ok(notes.includes('6 regexp has no counterpart; the attribute is emptied'));
    assert.ok(notes.includes('8 "explode" is no action; the attribute is emptied'));
  });

  it('take a Karnak profile: its first rule is the strongest, and excluded tags stay out', () => {
    const { policy, rules, notes } = converted(
      'karnak',
      `name: "Chain"
profileElements:
  - name: "Keep"
    codename: "action.on.specific.tags"
    action: "K"
    tags:
      - "(0010,004X)"
    excludedTags:
      - "0010,0040"
  - name: "Remove"
    codename: "action.on.specific.tags"
    action: "X"
    tags:
      - "0010,0040"
  - name: "Dates"
    codename: "action.on.dates"
    option: "shift"
    arguments:
      days: 10
      seconds: 5
    tags:
      - "0008,0020"
  - name: "Code"
    codename: "expression.on.tags"
    arguments:
      expr: "Keep()"
    tags:
      - "(xxxx,xxxx)"
  - name: "Profile"
    codename: "basic.dicom.profile"
masks:
  - stationName: "*"
    rectangles:
      - "25 15 150 50"
  - stationName: "VIVID7"
    rectangles:
      - "1 2 3 4"
`,
    );
    assert.equal(policy.style, 'profile');
    assert.deepEqual(rules.slice(0, 2), ['shift StudyDate -10', 'remove PatientSex']);
    assert.ok(rules.includes('keep GenderIdentityComment'));
    assert.ok(!rules.includes('keep PatientSex'));
    assert.deepEqual(
      policy.devices?.map(({ when }) => asked(when)),
      ['all(not(StationName equals VIVID7))', 'StationName equals VIVID7'],
    );
    assert.ok(notes.some((note) => note.includes('an expression is code, which is never run')));
    assert.ok(notes.some((note) => note.includes('seconds are not shifted')));
  });

  it('take a DicomEdit 6 script', () => {
    const { policy, rules, notes } = converted(
      'dicomedit',
      `version "6.6"
// (0010,0010) := "no"
(0010,0010) := "ANON" // yes
(0010,0020) := subject
- (0008,0080)
(0020,000D) := hashUID[(0020,000D)]
(0008,0020) := shiftDateByIncrement[(0008,0020), "-20"]
(0008,1140)[%]/(0008,1155) := hashUID[(0008,1140)[%]/(0008,1155)]
- (0019,{SIEMENS MR HEADER}0F)
(0008,103E) ~ "Foo.*" ? (0008,103E) := "Foo" : (0008,103E) := ""
(0008,0060) = "US" ? alterPixels["rectangle", "l=10, t=0, r=300, b=50", "solid", "v=0"]
(0008,1030) := concatenate["a",
  "b"]
frobnicate everything
removeAllPrivateTags
`,
    );
    assert.deepEqual(rules, [
      'set PatientName ANON add',
      'lookup PatientID subject',
      'remove InstitutionName',
      'map-uid StudyInstanceUID',
      'shift StudyDate -20',
      'map-uid ReferencedImageSequence/ReferencedSOPInstanceUID',
      'remove SIEMENS MR HEADER:(0019,000F)',
      'set SeriesDescription Foo add if SeriesDescription matches ^(?:Foo.*)$',
      'empty SeriesDescription if not(SeriesDescription matches ^(?:Foo.*)$)',
      'empty StudyDescription',
      'remove private',
    ]);
    assert.deepEqual(
      policy.devices?.map(({ when, regions }) => [asked(when), regions.map(({ area }) => String(area))]),
      [['Modality equals US', ['10,0,290,50']]],
    );
    assert.ok(notes.includes('14 the statement can not be read; left out'));
    assert.ok(notes.includes('12 the value is worked out by DicomEdit only; the attribute is emptied'));
  });

  it('take the options of a dicom-curate specification, and run nothing of it', () => {
    const { policy, rules, notes } = converted(
      'dicom-curate',
      `export function spec() {
  return {
    dicomPS315EOptions: {
      cleanDescriptorsOption: true,
      cleanDescriptorsExceptions: ['SeriesDescription'],
      retainLongitudinalTemporalInformationOptions: 'Offset',
      retainPatientCharacteristicsOption: ['PatientWeight', 'Nothing'],
      retainDeviceIdentityOption: false,
      retainUIDsOption: 'Hashed',
      retainSafePrivateOption: 'Off',
      retainInstitutionIdentityOption: true,
    },
    modifyDicomHeader(parser) { throw new Error('never run') },
  }
}
`,
    );
    assert.deepEqual(policy.options, ['clean-descriptors', 'retain-institution-identity', 'retain-modified-dates']);
    assert.deepEqual(rules, ['keep PatientWeight', 'keep SeriesDescription']);
    assert.ok(notes.some((note) => note.startsWith('7 "Nothing" is no attribute')));
    assert.ok(notes.some((note) => note.startsWith('13 modifyDicomHeader')));
  });

  it('never let stay what the other program would have taken away', () => {
    const ctp = (...lines: readonly string[]) =>
      converted('ctp', `<script>\n<p t="WORD">SECRET</p>\n${lines.join('\n')}\n</script>`).rules;
    const e = (tag: string, script: string) => `<e en="T" t="${tag}" n="x">${script}</e>`;
    // The whole value has to match, parameters are put in, @always() alone writes nothing.
    assert.deepEqual(ctp(e('00081030', '@if(this,matches,"CT.*"){@keep()}{@remove()}')), [
      'remove StudyDescription',
      'keep StudyDescription if StudyDescription matches ^(?:CT.*)$',
    ]);
    assert.deepEqual(ctp(e('00081030', '@if(Modality,contains,@WORD){@remove()}{@keep()}')), [
      'keep StudyDescription',
      'remove StudyDescription if Modality contains SECRET',
    ]);
    assert.deepEqual(ctp(e('00081030', '@always()')), ['empty StudyDescription']);
    assert.deepEqual(ctp(e('00100020', '@select(){@keep()}{@remove()}')), ['remove PatientID', 'keep PatientID']);
    const selected = importerFor('<script><e en="T" t="00100020" n="x">@select(){@keep()}{@remove()}</e></script>');
    const { policy } =
      selected?.convert('<script><e en="T" t="00100020">@select(){@keep()}{@remove()}</e></script>') ?? {};
    assert.deepEqual(
      policy?.overrides.map(({ attribute }) => attribute.parents),
      [undefined, []],
    );
    assert.deepEqual(ctp(e('60003000', '@keep()'), '<r en="T" t="overlays">x</r>'), [
      'keep OverlayData',
      'remove (6000,0000)&(FF00,0000)',
    ]);

    const kitware = converted(
      'kitware',
      `{
  "(0x0008, 0x0060)": "delete_or_empty",
  "(0x0010, 0x0010)": "empty_or_replace",
  "(0x3006, 0x0024)": "delete_or_empty_or_replace_UID",
  "(0x5000, 0x0000, 0xFF00, 0x0000)": "delete"
}`,
    );
    assert.deepEqual(kitware.rules, ['empty Modality', 'remove (5000,0000)&(FF00,0000)']);

    const karnak = converted(
      'karnak',
      `profileElements:
  - name: "Some"
    codename: "action.on.specific.tags"
    condition: "tagIsPresent(#Tag.StationName)"
    action: "K"
    tags:
      - "0010,0010"
  - name: "Odd"
    codename: "action.on.specific.tags"
    action: "Q"
    tags:
      - "0008,0050"
  - name: "Code"
    codename: "expression.on.tags"
    arguments:
      expr: "Remove()"
    tags:
      - "0010,0020"
      - "0020,000D"
  - name: "Other"
    codename: "replace.api"
    tags:
      - "0010,0030"
`,
    );
    assert.deepEqual(karnak.rules, [
      'empty PatientBirthDate',
      'empty PatientID',
      'map-uid StudyInstanceUID',
      'empty AccessionNumber',
    ]);

    const dicomEdit = converted(
      'dicomedit',
      `version "6.6"
- (0019,10XX)
- (001#,XXXX)
- (0010,00#@)
isPresent[(0010,0010)] ? (0010,0010) := "A" : - (0010,0010)
(0008,0060) = "US" ? (0008,0070) = "ACME" ? - (0008,1010)
`,
    );
    assert.deepEqual(dicomEdit.rules.slice(1), [
      'remove private',
      'remove (0010,0000)&(FFFF,FF00)',
      'set PatientName A add',
      'remove PatientName',
      'remove StationName if all(Modality equals US, Manufacturer equals ACME)',
    ]);

    const curate = converted(
      'dicom-curate',
      `const it = { dicomPS315EOptions: {
  // retainUIDsOption: 'On',
  /* retainDeviceIdentityOption: true, */
  cleanDescriptorsOption: true,
} }`,
    );
    assert.deepEqual(curate.policy.options, ['clean-descriptors']);
  });

  it('say in one line what is not of their format, and never fail otherwise', () => {
    const bad: readonly (readonly [string, string])[] = [
      ['ctp', '<script><e en="T" t="00100010"></script>'],
      ['kitware', '{"(0x0010, 0x0010)": '],
      ['kitware', '[1]'],
      ['karnak', 'profileElements:\n  - name: "x\n'],
    ];
    for (const [id, text] of bad) {
      assert.throws(
        () => importerFor(text, id)?.convert(text),
        (error: unknown) => error instanceof DeidError && error.code === 'bad-recipe',
        id,
      );
    }
    for (const importer of importers) {
      for (const text of [
        '',
        '{',
        '}',
        '((((',
        '@if(',
        '"',
        '<script></script>',
        '{}',
        'a: b',
        'x := y',
        '{ A.equals("',
      ]) {
        try {
          importer.convert(text);
        } catch (error) {
          assert.ok(error instanceof DeidError, `${importer.id}: ${JSON.stringify(text)}`);
        }
      }
    }
    assert.equal(importerFor('just words'), undefined);
  });
});
