// "Wilson disease" in the report of a patient named Wilson names a disease. A match is no leak where such a word follows.

const TERMS = `
  disease syndrome sign cyst contracture lymphoma diverticul pattern nodes? fracture deformity hernia palsy
  reflex ulcer thyroiditis view position method classification grade score scale man(o)?euver test tumou?r
  sarcoma tendon ligament canal catheter line chorea anomaly malformation phenomenon triad criteria
`
  .trim()
  .split(/\s+/u)
  .join('|');
const FOLLOWS = new RegExp(`^(['\\u2019]?s)?[ -](${TERMS})`, 'i');

/** How many bytes behind a match are looked at. */
export const EPONYM_REACH = 24;

/** True where `following`, the Latin-1 text right behind a name, makes it part of a medical term. */
export function isEponym(following: string): boolean {
  return FOLLOWS.test(following);
}
