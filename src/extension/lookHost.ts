// A process of its own that looks into images: the extension host's thread and memory stay free, and a crash here costs one look.
import { serveLooks } from './pixels/serveLooks.js';

serveLooks();
