/// <reference types="vite/client" />

import 'react';

declare module 'react' {
  interface InputHTMLAttributes<T> {
    /** Lets a file input choose a whole folder; every browser has it under this name. */
    webkitdirectory?: T extends HTMLInputElement ? string : never;
  }
}
