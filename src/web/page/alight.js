import { endpoint, questions } from './questions.js'

// Altair sends to absolute addresses only.
const endpointURL = new URL(endpoint, location.origin).href
// Apollo's guard against forged requests asks for it.
const initialHeaders = { 'apollo-require-preflight': 'true' }

window.AltairGraphQL.init({
  endpointURL,
  initialHeaders,
  initialWindows: questions.map(({ title, query, variables = {} }) => ({
    endpointURL,
    initialHeaders,
    initialName: title,
    initialQuery: query,
    initialVariables: JSON.stringify(variables, null, 2),
  })),
  initialSettings: {
    theme: 'light',
    'theme.dark': 'dark',
    themeConfig: {
      'color.primary': '#12566b',
      'color.green': '#12566b',
      'color.editor.string': '#9a3b12',
      'color.editor.number': '#8a5a00',
      'color.editor.atom': '#8a5a00',
      'color.editor.property': '#12566b',
      'color.editor.attribute': '#5b6b2f',
      'color.editor.keyword': '#7a2e6f',
    },
    'themeConfig.dark': { 'color.primary': '#3d9db8', 'color.green': '#3d9db8' },
    'schema.reloadOnStart': true,
    'alert.disableUpdateNotification': true,
    'banners.disable': true,
    disablePushNotification: true,
  },
  disableAccount: true,
  // Questions name people, and the machine may not be the asker's own: each visit starts from the given ones.
  preserveState: false,
})

// Altair selects the window that it opened last; the first question is the one to start with.
const tabs = () => [...document.querySelectorAll('app-window-switcher-item .window-switcher__item')]
const opened = new MutationObserver(() => {
  const items = tabs()
  if (items.length < questions.length || !items.at(-1).classList.contains('window-switcher__item--active')) return
  opened.disconnect()
  items[0].click()
})
opened.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] })
