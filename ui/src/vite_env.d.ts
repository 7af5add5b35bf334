/// <reference types="vite/client" />

declare module "@digdir/designsystemet-css";
declare module "@digdir/designsystemet-css/theme";
