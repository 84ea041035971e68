import { b } from "./two.js";
export const a = 1;
