// The two parts of dcmjs that are used: named here, so that a bundle leaves the rest of it out.
export { data, log } from 'dcmjs';
