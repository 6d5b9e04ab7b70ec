import { HelcimTerminal } from './helcim-terminal.js';

if (globalThis.customElements as CustomElementRegistry | undefined) HelcimTerminal.define();
