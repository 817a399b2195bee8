import { plantEach } from "./plant-each.js";

plantEach((control) => /^(IAM|HR)-/.test(control));
