import type { Page } from "playwright-core";
import { codeOf } from "./authenticator.js";
import type { Checks } from "./checks.js";
import { settled, type Visitor } from "./visitor.js";

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Of the authenticator app, once it was set up. */
  key: string;
}

interface Entrance {
  readonly checks: Checks;
  readonly owner: Visitor;
  /** Comes with the same link, later. */
  readonly stranger: Visitor;
  readonly link: string;
  readonly as: Credentials;
}

/** From the printed link to signing in by password and by passkey. */
export async function checkEntrance({ checks, owner: { page, context }, stranger, link, as }: Entrance): Promise<void> {
  await checks.run("the one-time link makes the first owner and leads to the account", async () => {
    await page.goto(link);
    await introduce(page, { name: "Olive Owner", email: as.email, button: "Begin" });
    return page.url().includes("#") ? ["the link's secret stays in the address"] : [];
  });
  await checks.run("a password can be set", async () => {
    await page.getByRole("textbox", { name: "A password" }).fill(as.password);
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.getByText("The second step is off").waitFor();
    return [];
  });
  await checks.run("a password alone lets nobody in, and the page says why", () => passwordAlone(stranger, as));
  await checks.run("the second step can be turned on", async () => {
    await page.getByRole("button", { name: "Turn it on" }).click();
    as.key = await page.getByText("type this key").locator("code").innerText();
    await page.getByLabel("Code of the app").fill(codeOf(as.key, Date.now()));
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByText("The second step is on.").waitFor();
    return [];
  });
  await checks.run("the link does not hold a second time, and says so", () => secondUse(stranger, link));
  await checks.run("a passkey can be added", async () => {
    const devices = await context.newCDPSession(page);
    await devices.send("WebAuthn.enable");
    await devices.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true },
        ...{ isUserVerified: true, automaticPresenceSimulation: true },
      },
    });
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByText("not used yet").waitFor();
    return [];
  });
  await checks.run("signing out, and in again with the password", async () => {
    await signOut(page);
    await signIn(page, as);
    return [];
  });
  await checks.run("signing out, and in again with the passkey", async () => {
    await page.goto("/account");
    await signOut(page);
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.waitForURL(/\/audits\//);
    await settled(page);
    return [];
  });
}

/** Signs in with password and code on the page of signing in, wherever that leads. */
export async function signIn(page: Page, as: Credentials): Promise<void> {
  await givePassword(page, as);
  await page.getByLabel("Code of your authenticator app").fill(codeOf(as.key, Date.now()));
  await page.getByRole("button", { name: "Go on" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  await settled(page);
}

/** Who is invited; a fieldworker is an auditor who also samples, asks and remarks. */
export type Guest = "Reviewer" | "Auditor" | "Fieldworker";

/** Makes a link on "People and roles", and has somebody come in by it. */
export async function comeIn(owner: Visitor, guest: Visitor, as: Guest): Promise<void> {
  const role = as === "Fieldworker" ? "Auditor" : as;
  const { page } = owner;
  await page.goto("/people");
  await settled(page);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("As", { exact: true }).and(dialog.locator("input")).click();
  await page.getByRole("option", { name: role }).click();
  if (role === "Auditor") {
    // Its field is drawn by the library, and the input behind it is not to be clicked.
    await dialog
      .getByRole("checkbox", { name: /\d{4}-\d\d-\d\d to / })
      .first()
      .check();
    if (as === "Fieldworker") await dialog.getByRole("checkbox", { name: /^Does fieldwork/ }).check();
    await dialog.getByLabel("Last day of access").fill(dayAfter(30));
  }
  await dialog.getByRole("button", { name: "Make the link" }).click();
  await dialog.locator("pre, code, [role=alert]").first().waitFor();
  if ((await dialog.getByRole("alert").count()) > 0) throw new Error(await dialog.getByRole("alert").innerText());
  const link = await dialog.locator("pre, code").first().textContent();
  await guest.page.goto(link ?? "");
  const name = `${as} Rowan`;
  await introduce(guest.page, { name, email: `${as.toLowerCase()}@example.com`, button: "Come in" });
}

async function introduce(
  page: Page,
  { name, email, button }: { readonly name: string; readonly email: string; readonly button: string },
): Promise<void> {
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("Your e-mail address").fill(email);
  await page.getByRole("button", { name: button }).click();
  await page.waitForURL(/\/account/);
  await settled(page);
}

async function givePassword(page: Page, { email, password }: Credentials): Promise<void> {
  await page.getByRole("textbox", { name: "E-mail address" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function passwordAlone({ page }: Visitor, as: Credentials): Promise<readonly string[]> {
  await page.goto("/sign-in");
  await givePassword(page, as);
  const said = await page.getByRole("alert").first().innerText();
  return /second step/i.test(said) ? [] : [`it says: ${said}`];
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in/);
}

async function secondUse({ page, context }: Visitor, link: string): Promise<readonly string[]> {
  await page.goto(link);
  const said = await page.getByRole("alert").first().innerText();
  const cookies = await context.cookies();
  return [
    ...(/link/i.test(said) && said.length > 30 ? [] : [`it says: ${said}`]),
    ...(cookies.some(({ name }) => name.includes("session")) ? ["it signed somebody in"] : []),
  ];
}

function dayAfter(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
