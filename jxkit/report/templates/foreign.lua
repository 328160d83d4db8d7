-- Pictures of a Markdown text lie outside the notebook: their words stand for them.
function Image(image)
  local words = pandoc.utils.stringify(image.caption)
  if words == "" then words = image.src:match("([^/\\]*)$") end
  return pandoc.Emph({ pandoc.Str("〔图：" .. words .. "〕") })
end

-- Markup of another language has no meaning here; its text is kept.
function RawInline(raw)
  if FORMAT:match("html") and raw.format == "html" then return nil end
  if raw.format == "html" and raw.text:match("^<br") then return pandoc.LineBreak() end
  if raw.format == "html" then return {} end
  return pandoc.Str(raw.text)
end

function RawBlock(raw)
  if FORMAT:match("html") and raw.format == "html" then return nil end
  if raw.format == "html" then
    return pandoc.read(raw.text, "html").blocks
  end
  return pandoc.CodeBlock(raw.text)
end

-- An accessible formula needs words: those it was written in.
function Math(formula)
  if not FORMAT:match("typst") then return nil end
  local set = pandoc.write(pandoc.Pandoc({ pandoc.Plain({ formula }) }), "typst")
  local words = formula.text:gsub("[%c]", " "):gsub("\\", "\\\\"):gsub('"', '\\"')
  return pandoc.RawInline("typst", '#[#set math.equation(alt: "' .. words .. '"); ' .. set .. "]")
end
