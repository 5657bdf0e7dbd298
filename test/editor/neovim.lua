-- What a user of Neovim sees; prints one line of JSON for neovim.js.
local buffer = vim.api.nvim_get_current_buf()
local seen = {}

local function found(count)
  return vim.wait(20000, function() return #vim.diagnostic.get(buffer) == count end, 50)
end

local function codes()
  local list = {}
  for _, each in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(list, string.format('%d %s', each.lnum + 1, each.user_data and each.user_data.lsp.code or each.code))
  end
  table.sort(list)
  return list
end

local function position(line, character)
  return { textDocument = vim.lsp.util.make_text_document_params(buffer), position = { line = line, character = character } }
end

local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(buffer, 'textDocument/' .. method, params, 20000) or {}) do
    return answer.result or answer.error
  end
end

seen.attached = vim.wait(20000, function() return next(vim.lsp.buf_get_clients(buffer)) ~= nil end, 50)
seen.found = found(2)
seen.codes = codes()

local hover = ask('hover', position(1, 1))
seen.hover = hover and hover.contents.value

-- Completion where the cursor stands, as <C-x><C-o> does it.
local labels = {}
local answer = ask('completion', position(4, #'disk = [ "format='))
for _, item in ipairs(answer and (answer.items or answer) or {}) do table.insert(labels, item.label) end
seen.completions = labels

-- The quick fix of the first finding, applied as Neovim applies it.
local range = { start = { line = 2, character = 0 }, ['end'] = { line = 2, character = 4 } }
local actions = ask('codeAction', {
  textDocument = vim.lsp.util.make_text_document_params(buffer),
  range = range,
  context = { diagnostics = {} },
})
seen.actions = {}
for _, action in ipairs(actions or {}) do table.insert(seen.actions, action.title) end
local client = vim.lsp.get_client_by_id(next(vim.lsp.buf_get_clients(buffer)))
vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
seen.mended = found(1)
seen.left = codes()

-- A bridge is renamed in the file that gives it and in the one that uses it.
local place = position(5, #"vif = [ 'bridge=x")
place.newName = 'br0'
vim.lsp.util.apply_workspace_edit(ask('rename', place), client.offset_encoding)

local form = position(0, 0)
form.options = { tabSize = 4, insertSpaces = true }
vim.lsp.util.apply_text_edits(ask('formatting', form), buffer, client.offset_encoding)

vim.cmd('silent wall')
seen.text = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
seen.symbols = {}
for _, symbol in ipairs(ask('documentSymbol', form)) do table.insert(seen.symbols, symbol.name) end

io.stdout:write(vim.fn.json_encode(seen) .. '\n')
vim.cmd('qall!')
