import { plantEach } from "./plant-each.js";

plantEach((control) => /^(CHG|ENC|NET|CFG|LOG|END|VUL)-/.test(control));
