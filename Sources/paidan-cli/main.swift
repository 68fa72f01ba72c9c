import PaidanCommand

PaidanProgram.main()
