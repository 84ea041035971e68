import { a } from "./one.js";
export const b = 2;
