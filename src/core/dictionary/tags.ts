// Tags that many files ask for, by keyword (PS3.6).
export const DIRECTORY_REFERENCED_INSTANCE = 0x00041511;
export const SOP_INSTANCE_UID = 0x00080018;
export const REFERENCED_SOP_INSTANCE_UID = 0x00081155;
export const STUDY_INSTANCE_UID = 0x0020000d;
export const SERIES_INSTANCE_UID = 0x0020000e;
export const PIXEL_DATA = 0x7fe00010;
/** What items of sequences and fragments begin with (PS3.5 7.5). */
export const ITEM = 0xfffee000;
