import { finder } from "./fnd.js";
