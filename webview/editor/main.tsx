// The page of the .dcm editor. The host's HTML has `<div id="app">`, `editor.css`, this script with a nonce, and its
// translations in `<script type="application/json" id="strings">`.
import { createApp } from 'vue';
import type { ToHost, ToWebview } from '../../src/protocol.js';
import { connect } from '../host.js';
import { registerToolkit } from '../toolkit.js';
import { App } from './App.js';
import './editor.css';
import { createStore } from './store.js';

registerToolkit();
createApp(App, { store: createStore(connect<ToHost, ToWebview>()) }).mount('#app');
