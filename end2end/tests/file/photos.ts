// Photos of an office and of who leads it: the forms in which they are put up.
import { type Locator, type Page } from "@playwright/test";

/** The form for the office's photo. */
export const officeForm = (page: Page): Locator => page.locator("form[enctype]", { has: page.locator("#photo-office-file") });

/** What stands of the first who is entered: unfolded, with the form for the photo. */
export async function firstPerson(page: Page): Promise<{ folded: Locator; form: Locator; name: string }> {
  const folded = page.locator("section:has(#group-people) details.more").first();
  if ((await folded.getAttribute("open")) === null) await folded.locator("summary").click();
  const name = await folded.locator("input[name=person_name]").inputValue();
  return { folded, form: folded.locator("form[enctype]"), name };
}

/** Whether a picture has come, and how wide it is in itself. */
export const naturalWidth = (image: Locator) => image.evaluate((one: HTMLImageElement) => one.naturalWidth);

export const put = (form: Locator) => form.locator("button[type=submit]").click();
