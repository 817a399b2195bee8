import { plantEach } from "./plant-each.js";

plantEach((control) => !/^(IAM|HR|CHG|ENC|NET|CFG|LOG|END|VUL)-/.test(control));
