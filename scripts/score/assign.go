package main

import "math"

// assign pairs rows with columns so that the sum of their worths is highest;
// a worth of 0 or less is no pair. It gives the column of each row, or -1.
//
// This is the Hungarian method with potentials, cubic in the larger side
// (Jonker and Volgenant's formulation).
func assign(worth [][]float64) []int {
	rows := len(worth)
	if rows == 0 {
		return nil
	}
	columns := rows + len(worth[0]) // one spare column a row, for staying alone
	cost := func(i, j int) float64 {
		if j < len(worth[0]) {
			return -math.Max(worth[i][j], 0)
		}
		return 0
	}
	match := hungarian(rows, columns, cost)
	for i, j := range match {
		if j >= len(worth[0]) || worth[i][j] <= 0 {
			match[i] = -1
		}
	}
	return match
}

// hungarian gives the column of each row in the cheapest assignment; there
// are at least as many columns as rows.
func hungarian(rows, columns int, cost func(i, j int) float64) []int {
	rowPotential, columnPotential := make([]float64, rows+1), make([]float64, columns+1)
	rowOf := make([]int, columns+1) // 1-based; 0 is free
	for i := 1; i <= rows; i++ {
		rowOf[0] = i
		free, way := shortestPath(rowOf, rowPotential, columnPotential, cost)
		for free != 0 {
			rowOf[free] = rowOf[way[free]]
			free = way[free]
		}
	}
	match := make([]int, rows)
	for j := 1; j <= columns; j++ {
		if rowOf[j] != 0 {
			match[rowOf[j]-1] = j - 1
		}
	}
	return match
}

// shortestPath finds the cheapest way from the new row (rowOf[0]) to a free
// column and updates the potentials.
func shortestPath(rowOf []int, rowPotential, columnPotential []float64, cost func(i, j int) float64) (free int, way []int) {
	way = make([]int, len(rowOf))
	least, used := make([]float64, len(rowOf)), make([]bool, len(rowOf))
	for j := range least {
		least[j] = math.Inf(1)
	}
	column := 0
	for rowOf[column] != 0 {
		used[column] = true
		row, delta, next := rowOf[column], math.Inf(1), 0
		for j := 1; j < len(rowOf); j++ {
			if used[j] {
				continue
			}
			if c := cost(row-1, j-1) - rowPotential[row] - columnPotential[j]; c < least[j] {
				least[j], way[j] = c, column
			}
			if least[j] < delta {
				delta, next = least[j], j
			}
		}
		for j := range rowOf {
			if used[j] {
				rowPotential[rowOf[j]] += delta
				columnPotential[j] -= delta
			} else {
				least[j] -= delta
			}
		}
		column = next
	}
	return column, way
}
