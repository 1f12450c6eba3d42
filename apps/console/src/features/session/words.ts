export const words = {
  signIn: 'Sign in',
  setUp: 'Set up Remit',
  unexpected: 'The server did not answer as expected. Nothing was changed.',
  about: 'Who may use what, why, for how long, on which device.',
  setUpAbout: 'You are the first. Choose how you sign in; you can connect your identity provider later.',
  noToken: 'This address has no set-up token. Open the link that the server printed when it first started.',
  passwordHelp: 'At least 12 characters. A sentence is easy to remember and hard to guess.',
  tooShort: 'Use at least 12 characters.',
  different: 'The two passwords differ.',
}
