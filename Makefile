# jxkit. `make` lists the targets. Nothing but Python 3.11+ and make is needed.
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
  if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --quiet
LOCKED := pyproject.toml constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_ROOT_USER_ACTION = ignore

.DEFAULT_GOAL := help
.PHONY: help setup report lab test lint bench clean

help: ## 列出可用的命令
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.users ## 准备运行环境（只在第一次或版本变化时安装）

report: .venv/.users ## 读取 data/sources/ 中的自评文件，生成 reports/ 中的报告
	@$(BIN)/jxkit run $(ARGS)

lab: .venv/.users ## 打开 JupyterLab
	@$(BIN)/jxkit lab $(ARGS)

test: .venv/.developers ## 运行全部测试
	@$(BIN)/python -m pytest $(ARGS)

lint: .venv/.developers ## 检查代码风格和类型
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

bench: .venv/.developers ## 与直接使用 papermill 加 nbconvert 比较速度
	@$(BIN)/python -m benchmarks $(ARGS)

clean: ## 删除运行环境和缓存（不动数据和报告）
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis

# A stamp is written last, so an interrupted installation is taken up again the next time.
.venv/.users: .venv/.made $(LOCKED)
	@echo '正在安装 jxkit 及所需的软件包，第一次需要一两分钟……'
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

.venv/.developers: .venv/.made $(LOCKED)
	@echo '正在安装开发所需的软件包……'
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@ .venv/.users

.venv/.made:
	@test -n '$(PYTHON)' || { echo '需要 Python 3.11 或更高版本，请先安装：没有找到可用的 python3' >&2; exit 1; }
	@rm -rf .venv
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo '无法建立虚拟环境，请安装 python3-venv 后重试' >&2; exit 1; }
	@touch $@
