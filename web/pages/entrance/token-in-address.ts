/** The secret behind the `#` of a link, taken out of the address bar: it is not to be seen, copied or kept there. */
export function tokenInAddress(): string {
  const token = location.hash.slice(1);
  if (token !== "") history.replaceState(history.state, "", location.pathname);
  return token;
}
