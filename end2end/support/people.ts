// People of the demo, who sign in. Specs that import `test` from here run against the demo's server.
//
// Specs run at the same time on one database: one that changes something works in a district of its
// own (`dr-p-nan-1` reports for p-nan-1), so that no other meets its reports.
import { type Cookie, type Page } from "@playwright/test";
import { expect, test as house } from "./house";

export { expect, words } from "./house";

/** Where the server with demo data listens. */
export const demoURL = `http://127.0.0.1:${process.env.PAKMUD_TEST_DEMO_PORT}`;

/** The password of every demo account; no secret. */
export const PASSWORD = "pakmud-demo-2567";

/** One account of each role, by the role's code. */
export const people = {
  DR: "dr-p-bangkok",
  DD: "dd-p-bangkok",
  RV: "rv-demo",
  BO: "bo-demo",
  ME: "me-demo",
  ML: "ml-demo",
  EX: "ex-demo",
  AD: "ad-demo",
};

/** The account that reports for a district. */
export const reporterOf = (slug: string): string => `dr-${slug}`;

export const test = house.extend({ baseURL: demoURL });

/** Cookies of who has signed in before in this worker. */
const sessions = new Map<string, Cookie[]>();

/** Signs in through the form, once per worker; later pages take over that session. */
export async function signIn(page: Page, name: string): Promise<void> {
  // A live page that stays open would go on asking and sending, with the rights of whoever comes next.
  await page.goto("about:blank");
  const session = sessions.get(name);
  if (session) return page.context().addCookies(session);
  await signInAnew(page, name);
  const cookies = await page.context().cookies(demoURL);
  sessions.set(name, cookies.filter((cookie) => cookie.name === "session"));
}

/**
 * Signs in through the form with a session of its own, for who is going to end it. Who was signed in before is
 * forgotten first: signing in ends the session that a browser still holds, and another test may go on with it.
 */
export async function signInAnew(page: Page, name: string): Promise<void> {
  await page.context().clearCookies({ name: "session" });
  await page.goto(`${demoURL}/sign-in`);
  await fillSignIn(page, name);
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** Fills in and sends the form to sign in on the page that shows it. */
export async function fillSignIn(page: Page, name: string): Promise<void> {
  await page.locator("input[name=name]").fill(name);
  await page.locator("input[name=password]").fill(PASSWORD);
  await page.locator('form[action="/do/sign_in"] button[type=submit]').click();
}

/** Ends the session in another tab, as who forgets the first one does. */
export async function signOutElsewhere(page: Page): Promise<void> {
  const other = await page.context().newPage();
  await other.goto("/account");
  await other.locator('form[action="/do/sign_out"] button').click();
}
