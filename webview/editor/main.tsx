// The page of the .dcm editor. The host's HTML has `<div id="app">`, `editor.css`, this script with a nonce, and its
// translations in `<script type="application/json" id="strings">`.
import { createApp } from 'vue';
import type { ToHost, ToWebview } from '../../src/protocol.js';
import { connect } from '../host.js';
import { registerToolkit } from '../toolkit.js';
import { App } from './App.js';
import './editor.css';
import { whenFirstRowsPainted } from './firstRows.js';
import { createStore } from './store.js';

const store = createStore(connect<ToHost, ToWebview>());
// Buttons and fields are half of the work of the page's start, and nobody presses one before there are rows.
whenFirstRowsPainted(store.state, registerToolkit);
createApp(App, { store }).mount('#app');
