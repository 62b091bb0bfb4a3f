// A process of its own for whole runs: the extension host's thread stays free, and a crash here costs the run alone.
import { serveRuns } from './run/serveRuns.js';

serveRuns();
