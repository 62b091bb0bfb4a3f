// The page of the report editor. The host's HTML is that of the .dcm editor, with `report.js` and `report.css`.
import { createApp } from 'vue';
import type { ReportToHost, ReportToWebview } from '../../src/protocol.js';
import { connect } from '../host.js';
import { registerToolkit } from '../toolkit.js';
import { ReportApp } from './ReportApp.js';
import './report.css';
import { createReportStore } from './reportStore.js';

registerToolkit();
createApp(ReportApp, { store: createReportStore(connect<ReportToHost, ReportToWebview>()) }).mount('#app');
